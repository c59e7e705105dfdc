"""The result of reading pay: bands, a status and issues."""

from dataclasses import dataclass
from decimal import Decimal

from models.vocab import Flag, HeadlineBy, Origin, PayKind, Period, SalaryStatus

NET = {"net": True, "gross": False}  # the facts that the column `net` holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One band: amounts in whole units of `currency` for one `period`; an open end is None.

    `annual_min` and `annual_max` are in units of `currency` for one year, None if they are
    unknown or not reliable. `reasons` says in words why each of `flags` was set.
    """

    min: Decimal | None
    max: Decimal | None
    currency: str | None = None
    currency_inferred: bool = False
    period: Period | None = None
    period_inferred: bool = False
    kind: PayKind = PayKind.BASE
    origin: Origin = Origin.TEXT
    evidence: str = ""
    label: str | None = None
    months: Decimal | None = None
    net: bool | None = None
    facts: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    reasons: tuple[str, ...] = ()
    annual_min: Decimal | None = None
    annual_max: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PayIssue:
    """An issue of pay: a code of issues.csv, the column, the text as found, and a detail."""

    code: str
    field: str
    text: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PayReading:
    """All bands in the order found, with status and issues.

    `headline` is an index of `bands`, `among` the indexes of the different bands that it was
    chosen from, and `headline_by` says how it was chosen.
    """

    bands: tuple[Band, ...] = ()
    status: SalaryStatus = SalaryStatus.ABSENT
    headline: int | None = None
    issues: tuple[PayIssue, ...] = ()
    among: tuple[int, ...] = ()
    headline_by: HeadlineBy | None = None

    @property
    def band(self) -> Band | None:
        """The headline band; None if no pay was read."""
        return None if self.headline is None else self.bands[self.headline]


NOTHING = PayReading()
