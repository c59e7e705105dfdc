"""List the currencies that have exchange rates, with their first and last day."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.fx.rate_table import shipped
from pipeline.fx.rates import Rates


class Covered(NamedTuple):
    """A currency, its first and last ISO day with a rate, how many such days, the last source."""

    currency: str
    first: str
    last: str
    days: int
    source: str


def coverage(rates: Rates) -> list[Covered]:
    """Return one row for each currency that has rates, ordered by currency code."""
    days: dict[str, dict[str, str]] = {}
    for currency, day, source in _all(rates):
        days.setdefault(currency, {})[day] = source
    return [
        Covered(currency, min(on), max(on), len(on), on[max(on)])
        for currency, on in sorted(days.items())
    ]


def _all(rates: Rates) -> Iterator[tuple[str, str, str]]:
    """Yield (currency, day, source). A source with precedence comes later."""
    for source, table in (("shipped", shipped()), ("ECB update", rates.added)):
        for day in table.lines:
            yield "EUR", day, source
        for day, code, _ in table.cells():
            yield code, day, source
    for day, code in rates.own.rates:
        yield code, day, "your own"
