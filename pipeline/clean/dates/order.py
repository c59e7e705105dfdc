"""The order of day and month in days like 02/09/2026: what a text shows, what a country writes."""

import re
from enum import StrEnum
from typing import Any

from models.value_text import JOINER
from pipeline.caches import cached_reader

MONTHS = 12
PAIR = re.compile(r"(?<![\d/.-])(\d{1,2})\s?([/-])\s?(\d{1,2})(?:\s?\2\s?|\s)\d{4}(?!\d)")
"""Two numbers before a year, the day and the month. With dots the day is first."""
MONTH_FIRST_COUNTRIES = frozenset({"US", "PH", "PR", "GU", "FM", "MH", "PW"})
"""Countries that write 03/04/2026 for March 4 (CLDR's short dates)."""
POSTED, CLOSES = "posted_order", "closes_order"
"""The keys of `extra` under which a table says the order of a posting's days."""


class DayOrder(StrEnum):
    """In which order a day is written, or why nobody knows it."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    MIXED = "mixed"
    """The column has days of both orders."""
    OPEN = "open"
    """No day of the column decides, and its countries write days in both orders."""


KNOWN = frozenset({DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST})
BY_VALUE = {str(order): order for order in DayOrder}


def shown_order(text: str) -> DayOrder | None:
    """Return the only order in which a text can be read, OPEN where both are possible.

    None is for a text without such a day, and for 04/04/2026, which is one day in both orders.
    """
    match = PAIR.search(text)
    if match is None:
        return None
    first, second = int(match[1]), int(match[3])
    if first > MONTHS:
        return DayOrder.DAY_FIRST if second <= MONTHS else None
    if second > MONTHS:
        return DayOrder.MONTH_FIRST
    return DayOrder.OPEN if first != second else None


@cached_reader(1_024)
def habit(countries: str) -> DayOrder | None:
    """Return the order that countries write (ISO alpha-2, joined by `; `); None if they differ."""
    codes = {code.strip().upper() for code in countries.split(JOINER.strip())} - {""}
    found = {
        DayOrder.MONTH_FIRST if code in MONTH_FIRST_COUNTRIES else DayOrder.DAY_FIRST
        for code in codes
    }
    return found.pop() if len(found) == 1 else None


def stated_order(value: Any) -> DayOrder | None:
    """Return the order that a table says in `extra`; None where it says none."""
    return BY_VALUE.get(value) if isinstance(value, str) else None
