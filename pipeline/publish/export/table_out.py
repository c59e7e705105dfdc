"""Write cleaned postings that are not from the store: the output of `payband clean`."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.posting import JobPosting
from models.record import Column, columns
from pipeline.atomic import replacing
from pipeline.publish.export.byte_sink import ByteSink
from pipeline.publish.export.formats import Row, ending, write_rows

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = columns(JobPosting)
VALUES = attrgetter(*(c.name for c in COLUMNS))
PLACES = {c.name: n for n, c in enumerate(COLUMNS)}
GIVEN = "given_"
"""What the name of an own column begins with where the export has a column of that name."""


def write_postings(
    postings: Iterable[JobPosting], target: "Path | ByteSink", *, excel: bool = False
) -> int:
    """Write postings in their order to a CSV, JSON lines, Parquet or Excel file; return how many.

    `target` may be an open binary file: it gets CSV. The cells are those of an export. On an error
    the file stays unchanged; an error of `postings` passes through. Raises PaybandError.
    """
    return write_records(COLUMNS, map(VALUES, postings), target, excel=excel)


def columns_with_extra(names: Sequence[str], without: Collection[str] = ()) -> tuple[Column, ...]:
    """Return the columns of a posting, `without` some, and behind them the user's own, as text."""
    own = [Column(name, str, True, "As given.", "", False) for name in own_names(names)]  # a record
    return (*(column for column in COLUMNS if column.name not in without), *own)


def own_names(names: Sequence[str]) -> list[str]:
    """Return names for columns behind those of the export: none is there twice or empty."""
    taken = {column.name for column in COLUMNS}
    found = []
    for n, name in enumerate(names, 1):
        own = name or f"column_{n}"
        while own in taken:
            own = GIVEN + own
        taken.add(own)
        found.append(own)
    return found


def write_records(
    header: Sequence[Column],
    rows: Iterable[Row],
    target: "Path | ByteSink",
    *,
    excel: bool = False,
) -> int:
    """Write rows of values to a file by its ending, or as CSV to an open file; return how many."""
    if not isinstance(target, Path):
        return write_rows(".csv", target, header, rows, excel=excel)
    kind = ending(target)
    with replacing(target) as file:
        return write_rows(kind, file, header, rows, excel=excel)


def write_table(frame: "pd.DataFrame", target: Path, *, excel: bool = False) -> int:
    """Write a frame that `clean_frame` returned, in the same way; return the number of rows."""
    return write_records(COLUMNS, _rows(frame), target, excel=excel)


def check_ending(target: Path) -> None:
    """Raise UsageError for a file name with an unknown ending."""
    ending(target)


def _rows(frame: "pd.DataFrame") -> Iterator[Row]:
    return zip(*(_values(frame[column.name], column) for column in COLUMNS), strict=True)


def _values(series: "pd.Series[Any]", column: Column) -> list[Any]:
    known = series.notna()
    return [_value(v, column.type) if k else None for v, k in zip(series, known, strict=True)]


def _value(value: Any, kind: Any) -> Any:
    """Return the value with the type of the record; text in a frame stays text."""
    if kind is Decimal:
        return Decimal(f"{value:.4f}")
    if kind in (int, bool):
        return kind(value)
    if kind is datetime:
        return value.to_pydatetime()
    return value.date() if kind is date else str(value)
