"""Convert pay to one year, with one set of constants for all countries."""

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
    """Return the periods of a year: 2080 hours, 260 days, 52 weeks, 12 or `months` months."""
    if period is Period.MONTH and months is not None:
        return months
    return _PER_YEAR[period]


def annual(
    amount: Decimal | None, period: Period | None, months: Decimal | None = None
) -> Decimal | None:
    """Return the amount for one year, in its own currency.

    None if amount or period is unknown, and for a year of LARGEST or more.
    """
    if amount is None or period is None:
        return None
    year = quantize(amount * per_year(period, months))
    return year if year < LARGEST else None


LARGEST = Decimal(10) ** 13  # no pay is larger in any currency, even by mistake
_STEP = Decimal("0.0001")
_DIGITS = Context(prec=15)  # the digits that a double holds; SQLite stores doubles
_WIDE = Context(prec=60)


def quantize(amount: Decimal) -> Decimal:
    """Return the amount rounded to 4 decimals and 15 digits; the same object if it fits."""
    rounded = _DIGITS.plus(amount)
    exact = rounded == amount and not _WIDE.remainder(amount, _STEP)
    return amount if exact else rounded.quantize(_STEP, context=_WIDE)
