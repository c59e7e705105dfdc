"""Tell whether figures that were not read may state pay: `45` may, `5 days off` does not."""

from collections.abc import Sequence

from pipeline.pay.bands.money import MoneyRange
from pipeline.pay.bands.plausible import is_fortune, is_year
from pipeline.pay.grammar.amounts import Amount
from pipeline.pay.grammar.spans import Span
from pipeline.pay.grammar.surroundings import Modifiers
from pipeline.pay.lexing.tokens import Token

_MONEY_DIGITS = 4
_REACH = 8
_OF_MONEY = ("period", "currency", "scale", "range", "from", "upto", "between", "circa", "pay")


def figure_of(span: Span, money: MoneyRange, country: str | None) -> str:
    """Return the figure of a span that may be pay; "" for a small bare one, a year, a fortune."""
    if is_fortune(span, money, country):
        return ""
    written = (a.number.written for a in span.ends if not a.bare or _is_large(a))
    return next(written, "")


def may_be_pay(tokens: Sequence[Token], span: Span, setting: Modifiers, money: MoneyRange) -> bool:
    """Return whether a field that states these figures may state pay.

    Small bare figures beside words of other things are counts and grades: `HMO on day 1`.
    """
    if not money.largest:
        return False
    if setting.pay or setting.period or setting.marks or setting.kind or setting.facts:
        return True
    if any(not a.bare or _is_large(a) for a in span.ends):
        return True
    beside = tokens[max(span.first - _REACH, 0) : span.last + 1 + _REACH]
    return not any(_is_other_word(token) for token in beside)


def _is_large(amount: Amount) -> bool:
    return len(amount.number.digits) >= _MONEY_DIGITS and not is_year(amount.number.value)


def _is_other_word(token: Token) -> bool:
    """Return whether a token is a word that has nothing to do with an amount."""
    return token.text.isalpha() and not any(token.has(role) for role in _OF_MONEY)
