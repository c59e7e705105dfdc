"""Whether two places in a posting say the same pay."""

from collections.abc import Sequence
from decimal import Decimal

from pipeline.pay.band import Band

_SLACK = Decimal("0.02")  # 27.88 an hour and 58,000 a year are one pay


def agree(band: Band, others: Sequence[Band]) -> bool:
    """Tell whether a band says the pay of one of the others, or of all of them together.

    It does where kind, currency and pay a year are the same; an open or unknown end contradicts
    nothing. Boards sum up their zones as one band, from the lowest end to the highest.
    """
    like = [o for o in others if (o.kind, o.currency) == (band.kind, band.currency)]
    ends = [(o.annual_min, o.annual_max) for o in like]
    lows = [low for low, _ in ends if low is not None]
    highs = [high for _, high in ends if high is not None]
    if lows and highs:
        ends.append((min(lows), max(highs)))
    return any(_same(band.annual_min, low) and _same(band.annual_max, high) for low, high in ends)


def _same(one: Decimal | None, other: Decimal | None) -> bool:
    if one is None or other is None:
        return True
    return abs(one - other) <= _SLACK * max(one, other)
