"""Which columns an export has, and how its rows are made of the store's."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.posting import JobPosting
from models.record import Column, columns
from models.survey_table import SurveyTableRow
from pipeline.errors import UsageError
from pipeline.nearest import hint
from pipeline.publish.deprecation import POSTINGS, SURVEY_TABLE
from pipeline.publish.export import survey_table

Row = Sequence[Any]
Made = Callable[[Iterable[Row]], Iterator[Row]]
POSTING = {c.name: c for c in columns(JobPosting)}
PRESETS = {
    "narrow": (
        *("posting_id", "company", "title", "role", "level", "city", "country", "workplace"),
        *("salary_min", "salary_max", "salary_currency", "salary_period"),
        *("annual_min_usd", "annual_max_usd", "salary_status", "posted_on", "status", "url"),
    ),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of an export, the columns of JobPosting it reads, and how rows are made.

    `made` takes rows of the columns `reads` and returns rows of the columns `columns`; without it
    these are the same columns. `title` is a name for the table that programs can use, `version`
    the version of its columns.
    """

    columns: tuple[Column, ...]
    reads: tuple[str, ...]
    made: Made | None = None
    title: str = "postings"
    version: str = POSTINGS


ALL_COLUMNS = Shape(tuple(POSTING.values()), tuple(POSTING))
ON_REQUEST = frozenset({"industry"})
"""Columns that are too often empty or wrong for every reader: an export has them when named."""
_USUAL = {name: column for name, column in POSTING.items() if name not in ON_REQUEST}
DEFAULT = Shape(tuple(_USUAL.values()), tuple(_USUAL))
SURVEY = Shape(
    columns(SurveyTableRow),
    survey_table.READS,
    survey_table.survey_rows,
    "aijobs-salaries",
    SURVEY_TABLE,
)
SCHEMAS = {"postings": DEFAULT, "aijobs": SURVEY}


def narrowed(names: Sequence[str], shape: Shape = DEFAULT) -> Shape:
    """Return a shape with only these columns, in this order: of the default, any of a posting.

    Raises UsageError for a name that is no column of `shape` or that is there twice.
    """
    whole = ALL_COLUMNS if shape is DEFAULT else shape
    known = {column.name: column for column in whole.columns}
    for at, name in enumerate(names):
        if name not in known:
            raise UsageError(f"there is no column {name!r}; {hint(name, known)}")
        if name in names[:at]:
            raise UsageError(f"the column {name!r} is there twice")
    if (make := whole.made) is None:
        return Shape(tuple(known[name] for name in names), tuple(names))
    places = [list(known).index(name) for name in names]

    def made(rows: Iterable[Row]) -> Iterator[Row]:
        return ([row[place] for place in places] for row in make(rows))

    return replace(shape, columns=tuple(known[name] for name in names), made=made)
