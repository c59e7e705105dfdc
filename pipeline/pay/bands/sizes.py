"""Compare an amount with the pay of a year or of its own period."""

from decimal import Decimal

from models.vocab import Period
from pipeline.pay.bands.money import MoneyRange
from pipeline.pay.reference.annual import per_year
from pipeline.pay.reference.bounds import Bounds, bounds

_CLOSE = Decimal("1.25")
_NEAR_LEAST = {
    Period.YEAR: _CLOSE,
    Period.MONTH: Decimal(12) / 14,  # of the 14 months that some countries pay
    Period.WEEK: Decimal(1),
    Period.DAY: Decimal(2),
    Period.HOUR: Decimal(1),
}


def is_small(money: MoneyRange, country: str | None) -> bool:
    """Return whether the amount is small for a year's pay: close to the floor or below it."""
    limit = _of_a_year(money, country)
    return limit is not None and money.largest < _CLOSE * limit.floor


def is_of_a_year(money: MoneyRange, country: str | None) -> bool:
    """Return whether an amount can only be the pay of a year: it is neither small nor too large."""
    if money.period is not Period.YEAR or money.currency is None:
        return False
    limit = _of_a_year(money, country)
    return limit is None or (not is_small(money, country) and money.largest <= limit.ceiling)


def is_below_pay(money: MoneyRange, country: str | None) -> bool:
    """Return whether the amount is below all pay for its period."""
    if money.currency is None or money.period is None:
        return False
    limit = bounds(money.currency, money.period, country=country)
    return limit is not None and money.largest < limit.floor


def is_too_much(money: MoneyRange, country: str | None) -> bool:
    """Return whether the amount is above all pay for its period."""
    if money.currency is None or money.period is None:
        return False
    limit = bounds(money.currency, money.period, country=country)
    return limit is not None and money.largest > limit.ceiling


def is_part_of_pay(money: MoneyRange, country: str | None) -> bool:
    """Return whether the amount may be paid beside a full pay: it is near the least, or below.

    The least is a full time's share of the year's floor. What is paid beside pay by the hour is
    below it, and by the day (meals and beds) often above. Without a floor nothing is sure.
    """
    limit = _of_a_year(money, country)
    if limit is None or money.period is None:
        return True
    return money.largest < _NEAR_LEAST[money.period] * limit.floor / per_year(money.period)


def _of_a_year(money: MoneyRange, country: str | None) -> Bounds | None:
    return bounds(money.currency, Period.YEAR, country=country) if money.currency else None
