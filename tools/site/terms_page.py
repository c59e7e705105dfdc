"""The terms of the sources: docs/terms.md, from rules/sources/NAME.toml.

`python -m tools.site.terms_page` writes the page.
"""

from pathlib import Path

from pipeline.atomic import replacing
from pipeline.rules.rows.sources import Publish, Source
from pipeline.rules.sources import all_sources

DOCS = Path("docs/terms.md")
HEAD = """\
# Terms and personal data

Made from `pipeline/rules/sources/` by `python -m tools.site.terms_page`; a test fails where this
page is out of date. `payband sources` prints the same, and each export's `datapackage.json` says it
of its own sources. This is what the maintainers read, on the day given. It is no legal advice, and
terms change.

## What may be published

{meanings}
Whatever the source, a report's figures count many postings of several employers: a cell of fewer
than five jobs or three employers shows none. Only the table of the widest ranges names employers,
those with five jobs or more, and a report has it only with `--widest`: ask yourself first whether
you want to publish it.

| source | on | publish | attribution owed | terms, and when they were read | why it is on or off |
|---|---|---|---|---|---|
"""
TAIL = """
A source whose terms were not read has no day. Sources that are off are crawled only if you name
them; whether you may is then yours to judge. Nothing here is a substitute for robots.txt, which is
always obeyed ([how a crawl behaves](crawling.md)).

## Personal data

A posting is about a job, but its text may name a recruiter.

- **In what is exported**: e-mail addresses, telephone numbers and names behind words such as
  "Recruiter:" read `[email]`, `[phone]` and `[name]`. Descriptions are in no export.
- **In the store and the archive**: the response as it came, so that it can be read again. Both are
  files that only you can read. After `retention_days` (90) archives and descriptions go;
  `payband purge` does it at once.
- **Where one person or employer asks to be left out**: `payband purge --posting ID` deletes the
  text of one posting, `payband correct ID left_out=yes` leaves its job out of reports
  ([how](corrections.md#leave-a-job-out)). The archives of runs hold many postings, so one alone
  can't be taken out of them: `payband purge --older-than 0` deletes all. A crawl that finds the
  posting again stores its text again.
- **In logs**: addresses and titles of refused records; your keys never.
- **Of you**: every site is sent your `contact`, and nothing else. Payband reports to nobody.
"""


def page() -> str:
    """Return the page as Markdown."""
    meanings = "".join(f"- **{choice}**: {choice.meaning}.\n" for choice in Publish)
    rows = "\n".join(map(_row, all_sources().values()))
    return f"{HEAD.format(meanings=meanings)}{rows}\n{TAIL}"


def _row(source: Source) -> str:
    terms = f"[terms]({source.terms}), {source.read_on or 'not read'}"
    on, owed = source.default, source.attribution or "none"
    return f"| `{source.source}` | {on} | {source.publish} | {owed} | {terms} | {source.why} |"


def main() -> None:
    """Write the page."""
    with replacing(DOCS) as file:
        file.write(page().encode())


if __name__ == "__main__":
    main()
