"""Look up what names and words of a table mean, in the rules of tables."""

from models.value_text import JOINER
from pipeline.caches import cached_file
from pipeline.rules.rows.tables import (
    ColumnRule,
    MissingRule,
    MissingUse,
    ShapeRule,
    WordRule,
    WordUse,
)
from pipeline.rules.rulebook import read_rules

SURVEY = "ai-jobs.net salary survey"
SALARIES = "Payband's salary report"
NO_POSTINGS = {
    SURVEY: "the ai-jobs.net salary survey, not postings; use `payband survey import {}`",
    SALARIES: (
        "Payband's salary report: its rows are medians, not postings; `payband explain` lists the "
        "jobs behind one, by its id"
    ),
}
"""The shapes of table_shapes.csv that are no tables of postings: what they are, what to do."""
OWN_EXPORT = "Payband's export"
"""The shape of a table that Payband wrote. In a CSV, text that looks like a formula is guarded."""


@cached_file
def column_rules() -> dict[str, tuple[int, ColumnRule]]:
    """Return the rules of column names by phrase, each with its rank."""
    return {row.phrase: (rank, row) for rank, row in enumerate(read_rules(ColumnRule))}


@cached_file
def joined_rules() -> dict[str, tuple[int, ColumnRule]]:
    """Return the same rules by phrase without spaces: `jobtitle` for `job title`."""
    pairs = reversed(column_rules().items())
    return {phrase.replace(" ", ""): ranked for phrase, ranked in pairs}


@cached_file
def words(use: WordUse) -> dict[str, str]:
    """Return the words of one use with their values."""
    return {row.phrase: row.value for row in read_rules(WordRule) if row.use is use}


@cached_file
def missing(*, part: bool) -> frozenset[str]:
    """Return the texts that stand for a missing value; with `part` those of a place's part."""
    rows = read_rules(MissingRule)
    return frozenset(row.phrase for row in rows if not part or row.use is MissingUse.PART)


def shape_of(names: tuple[str, ...]) -> str:
    """Return the known shape of a table with these columns; empty for any other."""
    there = set(names)
    rows = read_rules(ShapeRule)
    return next((r.shape for r in rows if there.issuperset(r.columns.split(JOINER))), "")
