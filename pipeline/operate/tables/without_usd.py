"""Count the rows of a cleaned table whose yearly pay has no figure in US dollars, and say why."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from models.posting import JobPosting
from pipeline.fx.rates import SHIPPED, Rates
from pipeline.publish.counted import many

UNDATED = "no day of posting or collection; --as-of DAY says when the table was collected"
UNRATED = "their currency has no rate of that day; `payband fx load FILE` adds your own"

NoUsd = tuple[str, date | None]
"""The currency and the day of a row whose yearly pay has no figure in US dollars."""


@dataclass(slots=True)
class WithoutUsd:
    """Counts of rows by reason.

    `undated` rows have no day of posting or collection, `later` ones a day after the last rate,
    `unrated` ones a currency or a day without a rate.
    """

    rates: Rates = SHIPPED
    undated: int = 0
    later: int = 0
    unrated: int = 0
    last_days: dict[str, date] = field(default_factory=dict)

    def add(self, found: NoUsd | None) -> None:
        """Count what `no_usd` returned of a row."""
        if found is None:
            return
        currency, day = found
        if day is None:
            self.undated += 1
        elif self._last_day(currency) < day and self._has_rate(currency):
            self.later += 1
        else:
            self.unrated += 1

    @property
    def counts(self) -> dict[str, int]:
        """The counts by reason."""
        return {"undated": self.undated, "later": self.later, "unrated": self.unrated}

    def lines(self) -> Iterator[str]:
        """Yield a line for each reason that occurred, with the way out."""
        until = max(self.last_days.values(), default=None)
        newer = f"newer than the exchange rates, which end on {until}"
        reasons = {
            f"{newer}; `payband fx update` adds newer ones": self.later,
            UNDATED: self.undated,
            UNRATED: self.unrated,
        }
        for why, count in reasons.items():
            if count:
                yield f"no US dollars in {many(count, 'row')}: {why}"

    def _last_day(self, currency: str) -> date:
        if currency not in self.last_days:
            self.last_days[currency] = self.rates.last_day(currency, date.max)
        return self.last_days[currency]

    def _has_rate(self, currency: str) -> bool:
        """Return whether the currency has a rate at the end of the rates."""
        return self.rates.usd(Decimal(1), currency, self._last_day(currency)) is not None


def no_usd(posting: JobPosting) -> NoUsd | None:
    """Return the currency and the day of yearly pay without US dollars; None for any other."""
    yearly = posting.annual_min, posting.annual_max
    dollars = posting.annual_min_usd, posting.annual_max_usd
    if yearly == (None, None) or dollars != (None, None) or posting.salary_currency is None:
        return None
    seen = posting.first_seen.date() if posting.first_seen else None
    return posting.salary_currency, posting.posted_on or seen
