"""US dollars by the European Central Bank's reference rate of the day."""

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from pipeline.rules.rulebook import rule_text

OLDEST = timedelta(days=7)  # weekends and holidays have no rate; an older one is no rate of the day
_CENT = Decimal("0.01")


def usd(amount: Decimal, currency: str, day: date) -> tuple[Decimal, date] | None:
    """Return (`amount` of `currency` in US dollars to the cent, the rate's day), or None.

    The rate is that of `day` or the last before it, at most a week older. None where the table
    has no such rate: an unknown currency, a suspended one, a day after the table's end. Dollars
    need no rate: they come back as they are, with `day`.
    """
    if currency == "USD":
        return amount, day
    for back in range(OLDEST.days + 1):
        at = day - timedelta(days=back)
        rates = _rates(at)
        if rates and currency in rates:
            return (amount * rates["USD"] / rates[currency]).quantize(_CENT), at
    return None


@cache
def _rates(day: date) -> dict[str, Decimal]:
    """Return units of each currency for one euro; empty where the day has no rates."""
    line = _lines().get(day.isoformat())
    if line is None:
        return {}
    cells = zip(_currencies(), line.split(","), strict=True)
    return {"EUR": Decimal(1)} | {code: Decimal(cell) for code, cell in cells if cell}


@cache
def _currencies() -> tuple[str, ...]:
    head, _, _ = rule_text("ecb_rates.csv").partition("\n")
    return tuple(head.split(",")[1:])


@cache
def _lines() -> dict[str, str]:
    """Return each day's line by its date: only the days asked for are ever read further."""
    return dict(re.findall(r"^(\d{4}-\d\d-\d\d),(.*)$", rule_text("ecb_rates.csv"), re.MULTILINE))
