"""Read one amount that a person writes: `120000`, `120,000`, `120.000`, `120k`, `1.2M`."""

import re
from dataclasses import dataclass
from decimal import Decimal

SCALES = {"k": 1_000, "m": 1_000_000}
_GROUPED = re.compile(
    r"[1-9]\d{0,2}(?P<by>[.,_' \u00a0\u202f\u2019])\d{3}(?:(?P=by)\d{3})*(?:[.,]\d{1,2})?", re.ASCII
)
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)
_TWOFOLD = re.compile(r"\d+\.\d{3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as written. `other` is a second reading: `120.000` is 120,000 or 120."""

    value: Decimal
    other: Decimal | None = None


def read_amount(text: str) -> Amount | None:
    """Return the amount that `text` is, without a currency; None for any other text.

    A separator before three digits is one of thousands; a single point may begin decimals, too.
    `k` and `m` are thousands and millions.
    """
    bare = text.strip().lower()
    scale = SCALES.get(bare[-1:], 1)
    bare = bare[:-1].strip() if scale > 1 else bare
    if grouped := _GROUPED.fullmatch(bare):
        digits = bare.replace(grouped["by"], "").replace(",", ".")
        other = Decimal(bare) * scale if _TWOFOLD.fullmatch(bare) else None
        return Amount(Decimal(digits) * scale, other)
    if not _PLAIN.fullmatch(bare):
        return None
    return Amount(Decimal(bare.replace(",", ".")) * scale)
