"""Find the rows of a table that fit search words, once they are cleaned."""

from collections.abc import Iterable

import pandas as pd

from pipeline.errors import UsageError
from pipeline.filters.filters import Filters
from pipeline.filters.in_frame import fitting
from pipeline.tables.rows import Compared

PAID = ("posted_on", "annual_min_usd", "annual_max_usd", "salary_status")


def fitting_numbers(rows: Iterable[Compared], filters: Filters) -> frozenset[int]:
    """Return the numbers of the rows that fit, counted from 1. Raises UsageError for none."""
    names = (*filters.words, *PAID)
    cells = [[getattr(one.posting, name) for name in names] for one in rows]
    frame = pd.DataFrame(cells, columns=list(names), index=range(1, len(cells) + 1))
    found = frozenset(map(int, fitting(filters, frame).index))
    if not found:
        raise UsageError("no row of the table fits the search words")
    return found
