"""The versions of what we publish for programs, and names that will go.

The rule: a column or field that gets another name keeps the former one for one release. The file
says so (`deprecated`), the command says so, and the changelog says so. A version counts up: the
number after the point where something is added or deprecated, the number before it where
something goes or changes its meaning.
"""

from dataclasses import dataclass

POSTINGS = "2.0"
"""Version of the export: postings.csv, .jsonl, .parquet and .xlsx."""
SURVEY_TABLE = "1.0"
"""Version of the export in the columns of the ai-jobs.net survey."""
SALARIES = "3.1"
"""Version of the report's files: salaries.csv and salaries.json."""


@dataclass(frozen=True, slots=True)
class Deprecated:
    """A name that stays one release beside the one that replaces it.

    `table` is postings or salaries; `gone_in` is the version of Payband that lacks it.
    """

    table: str
    old: str
    new: str
    gone_in: str


DEPRECATED = tuple(
    Deprecated("salaries", old, new, "0.4.0")
    for old, new in (
        ("grain", "id"),
        ("label", "label_by_job"),
        ("postings", "jobs"),
        ("all_postings", "all_jobs"),
        ("p25_usd", "p25"),
        ("median_usd", "median_by_job"),
        ("p75_usd", "p75"),
        ("median_low_usd", "interval_low_by_job"),
        ("median_high_usd", "interval_high_by_job"),
    )
)


def deprecated(table: str) -> tuple[Deprecated, ...]:
    """Return the names of a table that will go."""
    return tuple(each for each in DEPRECATED if each.table == table)


def notice(table: str) -> str:
    """Return a sentence that names what will go and what replaces it; "" for nothing."""
    names = deprecated(table)
    if not names:
        return ""
    told = ", ".join(f"{each.old} (now {each.new})" for each in names)
    return f"columns that Payband {names[0].gone_in} will not have: {told}"
