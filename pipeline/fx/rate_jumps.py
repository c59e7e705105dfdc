"""Find wrong exchange rates: a misplaced decimal point or an inverted rate shows as a jump."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

# The largest step between two ECB days since 2015 is 1.36 (the lira, 21 December 2021); the
# Argentine peso lost half on 13 December 2023. A misplaced digit makes a step of ten.
LARGEST_STEP = Decimal(3)
_APART = timedelta(days=92)  # after a longer gap any rate is possible


class Jump(NamedTuple):
    """A step that is too large: the ISO day and currency it leads to, and a description."""

    day: str
    currency: str
    words: str


def find_jump(rates: Iterable[tuple[str, str, Decimal]]) -> Jump | None:
    """Return the first step that is too large in rates of (ISO day, currency, rate), or None."""
    before: dict[str, tuple[str, Decimal]] = {}
    for day, currency, rate in sorted(rates):
        earlier = before.get(currency)
        if earlier is not None and _is_jump(*earlier, day, rate):
            words = f"{currency} is {earlier[1]} on {earlier[0]} and {rate} on {day}"
            return Jump(day, currency, words)
        before[currency] = day, rate
    return None


def _is_jump(day: str, rate: Decimal, later: str, then: Decimal) -> bool:
    near = date.fromisoformat(later) - date.fromisoformat(day) <= _APART
    return near and max(rate, then) > LARGEST_STEP * min(rate, then)
