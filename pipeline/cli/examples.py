"""Examples for the help of the main commands: what to type, and what the sample answers.

`…` stands for text or lines left out. A test runs each example after `payband run --sample`.
"""

EXAMPLES = {
    "run": """\
$ payband run --sample
…
wrote data/sample/reports/sample-salaries.html
…
$ payband run greenhouse ashbi
payband: sources: there is no source 'ashbi'; did you mean 'ashby'?
""",
    "jobs": """\
$ payband jobs --role "Data Engineer" --country Germany
…
Senior Data Engineer, Platform         Rheinfunken Medien … EUR 71,000 - …
$ payband jobs --city Munchn
…
payband: no posting is in a city called 'Munchn'; did you mean 'Munich'?
""",
    "report": """\
$ payband report -o report.html
…
wrote report.html, report.csv, report.json and report.md
$ payband report --country US --workplace remote -o remote.html
…
wrote remote.html, remote.csv, remote.json and remote.md
""",
    "compare": """\
$ payband compare "ML Engineer" "Data Scientist"
…
Python  66% (52 of 79)             66% (49 of 74)  …
SQL     4% (3 of 79)               66% (49 of 74)  …
…
$ payband compare "ML Engineer" "Data Scientist" --country US -o us.html
…
wrote us.html, us.json, us.md
""",
    "clean": """\
$ printf 'title,salary\\nML Engineer,60k EUR\\n' > mine.csv
$ payband clean mine.csv -o cleaned.csv
…
wrote cleaned.csv: 1 …
$ payband clean mine.csv -o mine.csv
payband: mine.csv: is an input; name another file to write to
""",
    "audit": """\
$ printf 'title,salary\\nML Engineer,60k EUR\\n' > mine.csv
$ payband audit mine.csv -o audit.html
…
wrote audit.html and audit.json: 1 row
$ payband audit mine.csv --json
{
…
""",
    "explain": """\
$ payband explain "USD 1111111K - 1111111K"
…
salary_status    flagged
flags            placeholder; above_ceiling
…
$ payband explain 5e4dfeb61d9e90a8
…
company           University of Texas Medical Branch
…
""",
    "export": """\
$ payband export -o postings.csv
…
wrote postings.csv: 395 jobs
$ payband export --country DE --role "Data Engineer" -o german.csv
…
wrote german.csv: 23 jobs
""",
}


def epilog_of(name: str) -> str | None:
    """Return the examples of a command as click shows them below its options."""
    text = EXAMPLES.get(name)
    return text and "\b\nExamples:\n" + "".join(f"  {line}\n" for line in text.splitlines())
