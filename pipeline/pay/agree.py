"""Whether two bands say the same pay."""

from decimal import Decimal

from pipeline.pay.band import Band

_SLACK = Decimal("0.02")  # 27.88 an hour and 58,000 a year are one pay


def agree(one: Band, other: Band) -> bool:
    """Tell whether two bands do not contradict each other: same kind, currency and pay a year.

    An open or unknown end contradicts nothing; nor do bands in different currencies or of
    different kinds, which are different offers.
    """
    if one.kind is not other.kind or one.currency != other.currency:
        return False
    return _same(one.annual_min, other.annual_min) and _same(one.annual_max, other.annual_max)


def _same(one: Decimal | None, other: Decimal | None) -> bool:
    if one is None or other is None:
        return True
    return abs(one - other) <= _SLACK * max(one, other)
