"""One set of constants for a year's pay, the same everywhere."""

from decimal import Decimal

from models.vocab import Period
from pipeline.pay.kept import LARGEST, kept

_PER_YEAR = {
    Period.HOUR: Decimal(2080),
    Period.DAY: Decimal(260),
    Period.WEEK: Decimal(52),
    Period.MONTH: Decimal(12),
    Period.YEAR: Decimal(1),
}


def per_year(period: Period, months: Decimal | None = None) -> Decimal:
    """Return how many of the period are paid a year: 2080 h, 260 d, 52 w, 12 months or `months`."""
    if period is Period.MONTH and months is not None:
        return months
    return _PER_YEAR[period]


def annual(
    amount: Decimal | None, period: Period | None, months: Decimal | None = None
) -> Decimal | None:
    """Return the amount a year, in its own currency.

    None where amount or period is unknown, and for a year that is nobody's pay.
    """
    if amount is None or period is None:
        return None
    year = kept(amount * per_year(period, months))
    return year if year < LARGEST else None
