"""Find the rows of a table that fit search words, once they are cleaned."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from pipeline.errors import UsageError
from pipeline.filters.filters import Filters
from pipeline.filters.in_frame import fitting
from pipeline.tables.rows import Compared

PAID = ("posted_on", "annual_min_usd", "annual_max_usd", "salary_status")


def fitting_numbers(rows: Iterable[Compared], filters: Filters) -> frozenset[int]:
    """Return the numbers of the rows that fit, counted from 1. Raises UsageError for none."""
    columns = {name: _Column() for name in (*filters.words, *PAID)}
    for one in rows:
        for name, column in columns.items():
            column.add(getattr(one.posting, name))
    values = {name: column.cells for name, column in columns.items()}
    frame = pd.DataFrame(values, index=range(1, len(columns[PAID[0]].cells) + 1))
    found = frozenset(map(int, fitting(filters, frame).index))
    if not found:
        raise UsageError("no row of the table fits the search words")
    return found


class _Column:
    """The values of a column; equal ones are one object, so that a row takes 8 bytes."""

    def __init__(self) -> None:
        self.cells: list[Any] = []
        self._known: dict[Any, Any] = {}

    def add(self, value: Any) -> None:
        """Add the value of a row."""
        self.cells.append(self._known.setdefault(value, value))
