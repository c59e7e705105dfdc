"""Which currencies have exchange rates, from when until when."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.fx.rate_table import shipped
from pipeline.fx.rates import Rates


class Covered(NamedTuple):
    """A currency's first and last day, on how many days it has a rate, and whose the last is."""

    currency: str
    first: str
    last: str
    days: int
    source: str


def coverage(rates: Rates) -> list[Covered]:
    """Return what is covered, a row a currency in the order of their codes."""
    days: dict[str, dict[str, str]] = {}
    for currency, day, source in _all(rates):
        days.setdefault(currency, {})[day] = source
    return [
        Covered(currency, min(on), max(on), len(on), on[max(on)])
        for currency, on in sorted(days.items())
    ]


def _all(rates: Rates) -> Iterator[tuple[str, str, str]]:
    """Yield (currency, day, source), the source that comes before others last."""
    for source, table in (("shipped", shipped()), ("ECB update", rates.added)):
        for day in table.lines:
            yield "EUR", day, source
        for day, code, _ in table.cells():
            yield code, day, source
    for day, code in rates.own.rates:
        yield code, day, "your own"
