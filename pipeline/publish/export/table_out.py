"""Write cleaned postings that are not from the store: the output of `payband clean`."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.posting import JobPosting
from models.record import Column, columns
from pipeline.atomic import replacing
from pipeline.publish.export.formats import Row, ending, write_rows

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = columns(JobPosting)


def write_postings(postings: Iterable[JobPosting], target: Path, *, excel: bool = False) -> int:
    """Write postings in their order to a CSV, JSON lines, Parquet or Excel file; return how many.

    The cells are those of an export. On an error the file stays unchanged; an error of `postings`
    passes through. Raises PaybandError.
    """
    return _write(map(attrgetter(*(c.name for c in COLUMNS)), postings), target, excel=excel)


def write_table(frame: "pd.DataFrame", target: Path, *, excel: bool = False) -> int:
    """Write a frame that `clean_frame` returned, in the same way; return the number of rows."""
    return _write(_rows(frame), target, excel=excel)


def check_ending(target: Path) -> None:
    """Raise UsageError for a file name with an unknown ending."""
    ending(target)


def _write(rows: Iterable[Row], target: Path, *, excel: bool) -> int:
    kind = ending(target)
    with replacing(target) as file:
        return write_rows(kind, file, COLUMNS, rows, excel=excel)


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
