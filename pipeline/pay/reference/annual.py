"""One set of constants for a year's pay, the same everywhere."""

from decimal import Context, Decimal

from models.vocab import Period

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
    year = quantize(amount * per_year(period, months))
    return year if year < LARGEST else None


LARGEST = Decimal(10) ** 13  # what is more is nobody's pay in any currency, by any slip
_STEP = Decimal("0.0001")
_DIGITS = Context(prec=15)  # what a double holds, as SQLite has it
_WIDE = Context(prec=60)


def quantize(amount: Decimal) -> Decimal:
    """Return the amount to four decimals and fifteen digits; the very same where it has no more."""
    rounded = _DIGITS.plus(amount)
    exact = rounded == amount and not _WIDE.remainder(amount, _STEP)
    return amount if exact else rounded.quantize(_STEP, context=_WIDE)
