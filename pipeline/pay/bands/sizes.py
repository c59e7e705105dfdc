from decimal import Decimal
from models.vocab import Period
from pipeline.pay.bands.money import MoneyRange
from pipeline.pay.reference.bounds import bounds
_CLOSE = Decimal("1.25")
def is_small(money: MoneyRange, country: str | None) -> bool:
    """Return whether the amount is small for a year's pay: close to the floor or below it."""
    limit = bounds(money.currency, Period.YEAR, country=country) if money.currency else None
    return limit is not None and money.largest < _CLOSE * limit.floor


