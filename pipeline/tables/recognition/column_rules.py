"""The rules that say what names and words of a table mean."""

from dataclasses import dataclass
from functools import cache

from models.types import JOINER
from pipeline.rules.rulebook import read_rules
from pipeline.tables.recognition.meanings import Meaning

SURVEY = "ai-jobs.net salary survey"
"""The shape of table_shapes.csv that is no table of postings."""


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """A row of table_columns.csv: a folded column name and its meaning (`use`).

    Where several columns have one meaning, the earliest row wins. `period` is the time that a pay
    column of this name pays for. With `check` the values must fit the meaning, too.
    """

    phrase: str
    use: Meaning
    period: str
    check: bool
    example: str


@dataclass(frozen=True, slots=True)
class WordRule:
    """A row of table_words.csv: a word of a column name, or a cell that says yes or no.

    `use` is scale (`value`: how many), original (the amount as stated, not converted), filler,
    period (`value`: which), true or false.
    """

    phrase: str
    use: str
    value: str
    example: str


@dataclass(frozen=True, slots=True)
class MissingRule:
    """A row of missing_values.csv: text that means that there is no value.

    `use` is `any` for a whole cell, `part` if it may also be one part of a place.
    """

    phrase: str
    use: str
    example: str
    expect: str


@dataclass(frozen=True, slots=True)
class ShapeRule:
    """A row of table_shapes.csv: a known kind of table and the columns that show it."""

    shape: str
    columns: str


@cache
def column_rules() -> dict[str, tuple[int, ColumnRule]]:
    """Return the rules of column names by phrase, each with its rank."""
    rows = read_rules("table_columns.csv", ColumnRule)
    return {row.phrase: (rank, row) for rank, row in enumerate(rows)}


@cache
def words(use: str) -> dict[str, str]:
    """Return the words of one use with their values."""
    rows = read_rules("table_words.csv", WordRule)
    return {row.phrase: row.value for row in rows if row.use == use}


@cache
def missing(use: str) -> frozenset[str]:
    """Return the texts that stand for a missing value: those of a place's part, or all."""
    rows = read_rules("missing_values.csv", MissingRule)
    return frozenset(row.phrase for row in rows if use in ("any", row.use))


def shape_of(names: tuple[str, ...]) -> str:
    """Return the known shape of a table with these columns; empty for any other."""
    there = set(names)
    rows = read_rules("table_shapes.csv", ShapeRule)
    return next((r.shape for r in rows if there.issuperset(r.columns.split(JOINER))), "")
