"""Convert amounts to US dollars at the exchange rate of a day."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from decimal import Context, Decimal
from functools import cached_property

from pipeline.fx.rate_table import RateTable, shipped
from pipeline.fx.user_rates import UserRates

OLDEST = 7  # days; weekends and holidays have no rate, so a rate may be this old
_CENT = Decimal("0.01")
_WIDE = Context(prec=60)  # enough digits for cents of the largest amount


@dataclass(frozen=True)
class Rates:
    """All exchange rates: the shipped table, the ECB's newer rates, and the user's own.

    The latest rate not after the requested day is used. On the same day the user's own rate
    overrides the ECB's newer one, which overrides the shipped table.
    """

    added: RateTable = field(default_factory=RateTable)
    own: UserRates = field(default_factory=UserRates)

    def usd(self, amount: Decimal, currency: str, day: date) -> tuple[Decimal, date] | None:
        """Return (`amount` of `currency` in US dollars, rounded to the cent; the rate's day).

        The rate is that of `day`, or else the last one before it, at most a week older. Returns
        None if there is no such rate: the currency is unknown or suspended, or `day` is after
        the end of the tables. An amount in USD is returned unchanged, with `day`.
        """
        if currency == "USD":
            return amount, day
        rated = self._latest(currency, day)
        if rated is None:
            return None
        dollars, units, at = rated
        return (amount * dollars / units).quantize(_CENT, context=_WIDE), at

    def dollars_for_one(self, currency: str, day: date) -> tuple[Decimal, date] | None:
        """Return (US dollars for one unit of the currency, not rounded; the rate's day), or None.

        The rate is the one that `usd` uses.
        """
        rated = self._latest(currency, day)
        return None if rated is None else (rated[0] / rated[1], rated[2])

    def last_day(self, currency: str, today: date) -> date:
        """Return the last day on which the currency may have a rate, at most `today`."""
        own = (day for day, code in self.own.rates if code == currency)
        last = max(*shipped().lines, *self.added.lines, *own)
        return min(today, date.fromisoformat(last))

    @cached_property
    def version(self) -> str:
        """8 hex digits of SHA-256 over the rates added to the shipped ones; empty if none."""
        added = f"{self.added.text}\0{self.own.text}"
        return hashlib.sha256(added.encode()).hexdigest()[:8] if len(added) > 1 else ""

    def _latest(self, currency: str, day: date) -> tuple[Decimal, Decimal, date] | None:
        """Return (dollars, the units of the currency that they buy, the rate's day)."""
        newest = day.toordinal()
        for ordinal in range(newest, max(newest - OLDEST - 1, 0), -1):
            at = date.fromordinal(ordinal)
            pair = self._of_day(currency, at)
            if pair is not None:
                return *pair, at
        return None

    def _of_day(self, currency: str, day: date) -> tuple[Decimal, Decimal] | None:
        own = self.own.on(day, currency)
        if own is not None and own.per == "USD":
            return Decimal(1), own.units
        if own is not None:
            euro = self._latest("EUR", day)
            return None if euro is None else (euro[0] / euro[1], own.units)
        rates = self.added.on(day) or shipped().on(day)
        return (rates["USD"], rates[currency]) if currency in rates and "USD" in rates else None


SHIPPED = Rates()
