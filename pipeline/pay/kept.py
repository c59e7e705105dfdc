"""Amounts as they are kept: to four decimals and fifteen digits, as any database holds them."""

from decimal import Context, Decimal

LARGEST = Decimal(10) ** 13  # what is more is nobody's pay in any currency, by any slip
_STEP = Decimal("0.0001")
_DIGITS = Context(prec=15)  # what a double holds, as SQLite has it
_WIDE = Context(prec=60)


def kept(amount: Decimal) -> Decimal:
    """Return the amount to four decimals and fifteen digits; the very same where it has no more."""
    rounded = _DIGITS.plus(amount)
    exact = rounded == amount and not _WIDE.remainder(amount, _STEP)
    return amount if exact else rounded.quantize(_STEP, context=_WIDE)
