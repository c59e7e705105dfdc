"""SalaryBand: one pay band that a posting states."""

from dataclasses import dataclass
from decimal import Decimal

from models.record import column
from models.vocab import (
    Flag,
    Origin,
    PayKind,
    Period,
)


@dataclass(slots=True, kw_only=True)
class SalaryBand:
    """One pay band that a posting states. A posting can state a band for each zone or level."""

    posting_id: str = column("Id of the posting.", key=True)
    n: int = column("Number of the band within the posting, from 0.", key=True)
    headline: bool = column(
        "True for the band that the salary columns of the posting show.", default=False
    )
    label: str | None = column("Zone, tier or level of the band, as posted.", default=None)
    min: Decimal | None = column(
        "Lower end of the pay range as stated. Empty if none is stated.",
        unit="currency per period",
        default=None,
    )
    max: Decimal | None = column(
        "Upper end of the pay range as stated. Empty if none is stated.",
        unit="currency per period",
        default=None,
    )
    currency: str | None = column("Currency of the pay, ISO 4217 code.", default=None)
    currency_inferred: bool = column(
        "True if the currency is not stated and comes from the country or the source.",
        default=False,
    )
    period: Period | None = column("Pay period: hour, day, week, month or year.", default=None)
    period_inferred: bool = column(
        "True if the pay period is not stated and was inferred.", default=False
    )
    kind: PayKind = column("Kind of pay: base, total or on-target earnings.", default=PayKind.BASE)
    origin: Origin = column("Part of the posting that the band was read from.", default=Origin.TEXT)
    evidence: str | None = column("Text that the band was read from.", default=None)
    months: Decimal | None = column(
        "Monthly salaries paid in a year, if stated (13, 14.5).", default=None
    )
    net: bool | None = column(
        "True for net pay, false for gross pay, empty if not stated.", default=None
    )
    facts: tuple[str, ...] = column(
        "Other facts about the band (b2b, super_included, pro_rata), joined by `; `.", default=()
    )
    annual_min: Decimal | None = column(
        "Lower end converted to one year.", unit="currency per year", default=None
    )
    annual_max: Decimal | None = column(
        "Upper end converted to one year.", unit="currency per year", default=None
    )
    flags: tuple[Flag, ...] = column("Reasons why the band is flagged, joined by `; `.", default=())
