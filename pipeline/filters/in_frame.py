"""Filters as a condition on the rows of a pandas frame."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from models.vocab import SalaryStatus
from pipeline.errors import UsageError
from pipeline.filters.alike import meant
from pipeline.filters.filters import Filters


def fitting(filters: Filters, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that fit the filters, of a frame with the columns of an export.

    Raises UsageError for a column that a filter needs and the frame lacks, and for a city or an
    employer that no row has.
    """
    fits = pd.Series(data=True, index=frame.index)
    for mask in _masks(filters, frame):
        fits &= mask
    return frame[fits]


def _masks(filters: Filters, frame: pd.DataFrame) -> Iterator["pd.Series[bool]"]:
    for name, words in filters.words.items():
        cells = _column(frame, name)
        values = {str(value): value for value in cells.dropna().unique() if str(value)}
        yield cells.isin([values[value] for value in meant(name, words, values)])
    if filters.since is not None:
        yield _days(frame) >= pd.Timestamp(filters.since, tz="UTC")
    if filters.min_pay is not None:
        pay = _column(frame, "annual_max_usd").fillna(_column(frame, "annual_min_usd"))
        sound = _column(frame, "salary_status") == str(SalaryStatus.OK)
        yield sound & (pay.astype("float64") >= float(filters.min_pay))


def _days(frame: pd.DataFrame) -> "pd.Series[Any]":
    """Return the day posted (UTC), or else the day first seen where the frame has it."""
    posted = pd.to_datetime(_column(frame, "posted_on"), utc=True)
    if "first_seen" not in frame:
        return posted
    return posted.fillna(pd.to_datetime(frame["first_seen"], utc=True).dt.floor("D"))


def _column(frame: pd.DataFrame, name: str) -> "pd.Series[Any]":
    if name not in frame:
        raise UsageError(f"a filter needs the column {name}, which the table lacks")
    return frame[name]
