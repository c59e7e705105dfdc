"""Clean a pandas DataFrame of postings: a DataFrame in, a DataFrame out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any

import pandas as pd

from models.posting import JobPosting
from models.raw import RawPosting
from models.record import Column, columns
from models.value_text import JOINER
from pipeline.clean.employer.aliases import SHIPPED as SHIPPED_ALIASES
from pipeline.clean.employer.aliases import Aliases
from pipeline.few_sweeps import few_sweeps
from pipeline.fx.rates import SHIPPED, Rates
from pipeline.rules.rows.tables import Meaning
from pipeline.tables.all_rows import all_rows
from pipeline.tables.frame_table import frame_table
from pipeline.tables.read import recognized
from pipeline.tables.rows import clean_seen, compared, with_jobs

COLUMNS = columns(JobPosting)
INSTANT = "datetime64[us, UTC]"
DAY = "datetime64[s]"
NULLABLE = {int: "Int64", bool: "boolean"}


def clean_frame(
    frame: pd.DataFrame,
    rates: Rates = SHIPPED,
    columns: Mapping[Meaning, str] | None = None,
    aliases: Aliases = SHIPPED_ALIASES,
) -> pd.DataFrame:
    """Return the export columns of JobPosting, one row per row of `frame`, in order and index.

    The columns of `frame` are recognised by name and values, see `recognize`; `columns` has those
    of some meanings, `aliases` other names of employers. Only a title is required. Unknown values
    are missing (NaN, NaT). Money is float64 (exact to 4 decimals up to 900 billion), years are
    Int64, times are UTC, several values are joined by `; `. Duplicate rows name the first posting
    of the job in `duplicate_of`; so does a row that comes again, which has the id of the first.
    The first row of a job has the pay of the row that states it, named in `pay_of`.
    Raises InputError with row and field.
    """
    read = recognized(frame_table(frame, "the frame"), columns)
    numbered = list(enumerate(all_rows(read), 1))
    raws = (read.reader.posting(row, number) for number, row in numbered)
    takers = (read.reader.taker(row, number) for number, row in numbered)
    with few_sweeps():
        rows = list(compared(raws, rates, aliases, takers))
        return frame_of(with_jobs(rows, lends=read.reader.own is None), frame.index)


def clean_rows(raws: Iterable[RawPosting], rates: Rates = SHIPPED) -> Iterator[JobPosting]:
    """Yield each raw posting cleaned; without a store, it was seen when it was fetched."""
    for cleaned in clean_seen(raws, rates):
        yield cleaned.posting


def frame_of(postings: Iterable[JobPosting], index: pd.Index | None = None) -> pd.DataFrame:
    """Return postings as a frame with typed columns, see `clean_frame`."""
    frame = typed_frame(map(attrgetter(*(c.name for c in COLUMNS)), postings), COLUMNS)
    return frame if index is None else frame.set_axis(index)


def typed_frame(rows: Iterable[Sequence[Any]], columns: Sequence[Column]) -> pd.DataFrame:
    """Return rows of values in the order of `columns` as a frame with the types of `clean_frame`.

    Fractions are float64, too.
    """
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    pairs = zip(values, columns, strict=True)
    return pd.DataFrame({c.name: _series(list(cells), c) for cells, c in pairs})


def _series(values: list[Any], column: Column) -> "pd.Series[Any]":
    if column.type in (Decimal, float):
        return pd.Series([None if v is None else float(v) for v in values], dtype="float64")
    if column.type in NULLABLE:
        return pd.Series(values, dtype=NULLABLE[column.type])
    if column.type is datetime:
        return pd.Series(values, dtype=INSTANT)
    if column.type is date:
        return pd.Series(values, dtype=DAY)
    return pd.Series([_text(v) for v in values], dtype="str")


def _text(value: Any) -> str | None:
    if value is None:
        return None
    return JOINER.join(value) if isinstance(value, tuple) else str(value)
