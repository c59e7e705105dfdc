"""Whether two parts of a posting state the same pay."""

from collections.abc import Sequence
from decimal import Decimal

from pipeline.pay.reference.band import Band

_SLACK = Decimal("0.02")  # 27.88 an hour and 58,000 a year are the same pay


def agree(band: Band, others: Sequence[Band]) -> bool:
    """Return whether a band agrees with one of the others, or with all of them together.

    Bands agree if kind, currency and annual pay are the same. An open or unknown end agrees with
    any amount. Boards may combine their zones into one band, from the lowest end to the highest.
    """
    like = [o for o in others if (o.kind, o.currency) == (band.kind, band.currency)]
    ends = [(o.annual_min, o.annual_max) for o in like]
    lows = [low for low, _ in ends if low is not None]
    highs = [high for _, high in ends if high is not None]
    if lows and highs:
        ends.append((min(lows), max(highs)))
    return any(
        _same_amount(band.annual_min, low) and _same_amount(band.annual_max, high)
        for low, high in ends
    )


def _same_amount(one: Decimal | None, other: Decimal | None) -> bool:
    if one is None or other is None:
        return True
    return abs(one - other) <= _SLACK * max(one, other)
