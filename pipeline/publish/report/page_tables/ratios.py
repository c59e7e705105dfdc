"""Relative changes in rows of a table: a point with its interval, and the words of both."""

from typing import Any

import pandas as pd

from pipeline.publish.charts.axis import Axis, axis
from pipeline.publish.charts.row_mark import RowMark, known, point
from pipeline.publish.page_table import NONE, Column, Value
from pipeline.publish.report.page_tables.row_words import numbers, percent

FAR = 1.0
"""The end of the scale of changes: a few far ones must not squeeze the others."""


def change_axis(frame: pd.DataFrame) -> Axis:
    """Return a scale of relative changes that holds 0."""
    ends = [each - 1 for each in known(numbers(frame[["ratio", "interval_low", "interval_high"]]))]
    near = [max(-FAR, min(FAR, each)) for each in ends]
    return axis([*near, -0.01, 0.01], 5)


def change_columns(name: str, scale: Axis) -> tuple[Column, Column]:
    """Return the columns of a drawing and of its words."""
    return Column("Difference", ticks=scale.ticks(percent)), Column(name, number=True)


def change(row: Any, scale: Axis) -> tuple[RowMark, Value]:
    """Return the drawing of a ratio and its words."""
    return change_mark(row, scale), Value(ratio(row), interval_of_ratio(row))


def change_mark(row: Any, scale: Axis) -> RowMark:
    """Return the drawing of a ratio: a point with its interval."""
    ratio, low, high = (
        None if pd.isna(each) else float(each) - 1
        for each in (row.ratio, row.interval_low, row.interval_high)
    )
    return point(scale, ratio, low, high)


def crosses(row: Any) -> bool:
    """Return whether the interval of a ratio holds 1."""
    return bool(pd.notna(row.interval_low) and row.interval_low <= 1 <= row.interval_high)


def ratio(row: Any) -> str:
    """Return the words of a ratio, as a change."""
    return percent(row.ratio - 1) if pd.notna(row.ratio) else NONE


def interval_of_ratio(row: Any) -> str:
    """Return the words of the interval of a ratio."""
    return interval_words(row.interval_low - 1, row.interval_high - 1)


def interval_words(low: Any, high: Any) -> str:
    """Return the words of an interval of changes."""
    return "" if pd.isna(low) or pd.isna(high) else f"{percent(low)} to {percent(high)}"
