"""US dollars by the exchange rate of the day: the ECB's, or the user's own."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from decimal import Context, Decimal
from functools import cached_property

from pipeline.fx.rate_table import RateTable, shipped
from pipeline.fx.user_rates import UserRates

OLDEST = 7  # days; weekends and holidays have no rate, and an older one is no rate of the day
_CENT = Decimal("0.01")
_WIDE = Context(prec=60)  # a cent of the largest figure there is


@dataclass(frozen=True)
class Rates:
    """The rates there are: the shipped table, the ECB's newer ones, and the user's own.

    The rate nearest before the day asked for is used; on the same day the user's own comes
    before the ECB's newer ones, and those before the shipped table.
    """

    added: RateTable = field(default_factory=RateTable)
    own: UserRates = field(default_factory=UserRates)

    def usd(self, amount: Decimal, currency: str, day: date) -> tuple[Decimal, date] | None:
        """Return (`amount` of `currency` in US dollars to the cent, the rate's day), or None.

        The rate is that of `day` or the last before it, at most a week older. None where there
        is no such rate: an unknown currency, a suspended one, a day after the tables' end.
        Dollars need no rate: they come back as they are, with `day`.
        """
        if currency == "USD":
            return amount, day
        rated = self._latest(currency, day)
        if rated is None:
            return None
        dollars, units, at = rated
        return (amount * dollars / units).quantize(_CENT, context=_WIDE), at

    def last_day(self, currency: str, today: date) -> date:
        """Return `today`, or where the rates end earlier the last day a currency may have one."""
        own = (day for day, code in self.own.rates if code == currency)
        last = max(*shipped().lines, *self.added.lines, *own)
        return min(today, date.fromisoformat(last))

    @cached_property
    def version(self) -> str:
        """8 hex digits of SHA-256 over what was added to the shipped rates; empty without any."""
        said = f"{self.added.text}\0{self.own.text}"
        return hashlib.sha256(said.encode()).hexdigest()[:8] if len(said) > 1 else ""

    def _latest(self, currency: str, day: date) -> tuple[Decimal, Decimal, date] | None:
        """Return (dollars, the units of the currency they buy, the rate's day)."""
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
