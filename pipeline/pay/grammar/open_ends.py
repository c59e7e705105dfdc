"""Read the words that leave one end of a band open: `from 30k`, `up to`, `+`, `60,000 -`."""

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum

from pipeline.pay.grammar.amounts import Amount
from pipeline.pay.lexing.tokens import Token

_CJK_SCALES = frozenset(map(Decimal, (10_000, 10_000_000, 100_000_000)))  # 万, 천만, 億


_NAME_REACH = 9
_PASSED = frozenset(
    {":", "of", "de", "von", "is", "los", "las", "els", "les", "os", "i", "gli", "τα"}
)
"""Words between an end and its amount: `puede alcanzar los 35.000 €`."""


class Shape(Enum):
    """How a band is written."""

    SINGLE = "single"
    RANGE = "range"
    FROM = "from"
    UPTO = "upto"
    RATES = "rates"  # two rates for one job, `£55 Umb / £41 PAYE`


def prefix(tokens: Sequence[Token], first: int) -> tuple[Shape | None, int]:
    """Return (shape, first token) by the words before an amount: `from`, `up to`, `circa`."""
    at, shape, start = first - 1, None, first
    while at >= 0 and first - at <= 5 and not tokens[at].ends:
        token = tokens[at]
        if token.has("upto") or token.has("from"):
            return (Shape.UPTO if token.has("upto") else Shape.FROM), at
        if token.has("circa") and token.text != "-":
            start = at
        elif not (token.text in _PASSED or _is_pay_name(token)):
            break
        at -= 1
    return _named_end(tokens, first) or shape, start


def _named_end(tokens: Sequence[Token], first: int) -> Shape | None:
    """Return the shape by the name of an end further back: `das Mindestgehalt beträgt für …`."""
    for token in tokens[max(first - _NAME_REACH, 0) : first][::-1]:
        if token.ends or token.figure or token.has("range") or token.text == ",":
            return None
        if token.how("from") == "name":
            return Shape.FROM
        if token.how("upto") == "name":
            return Shape.UPTO
    return None


def _is_pay_name(token: Token) -> bool:
    return token.has("pay") or token.value("kind") == "base" or token.how("period") == "before"


def is_cjk_top(tokens: Sequence[Token], amount: Amount) -> bool:
    """Return whether `~` means up to, as in `〜1200万円`. Elsewhere it means about."""
    if not amount.first or tokens[amount.first - 1].text != "~":
        return False
    return amount.scale in _CJK_SCALES and not amount.indian


def suffix(
    tokens: Sequence[Token], amount: Amount, right: Amount | None
) -> tuple[Shape | None, int]:
    """Return (shape, last token) by what follows an amount: `+`, `or more`, `max`, an open dash.

    `right` is the next amount.
    """
    own = tokens[amount.last]
    if len(own.roles) > 1 and own.has("currency") and (own.has("above") or own.has("below")):
        return Shape.FROM if own.has("above") else Shape.UPTO, amount.last  # `теңгеден`
    return _open_after(tokens, amount.last + 1, right) or (None, amount.last)


def _open_after(
    tokens: Sequence[Token], at: int, right: Amount | None
) -> tuple[Shape | None, int] | None:
    token = tokens[at] if at < len(tokens) else None
    if token is None:
        return None
    if token.has("above") and stays_open(tokens, at, right):
        return Shape.FROM, at
    if token.has("below"):
        return Shape.UPTO, at
    if token.text == "-" and _is_left_open(tokens, at):
        return Shape.FROM, at
    if token.text == "-" and at + 1 < len(tokens) and tokens[at + 1].text == "plus":
        return Shape.FROM, at + 1  # `$100,000-plus`
    return None


def stays_open(tokens: Sequence[Token], at: int, right: Amount | None) -> bool:
    """Return whether `+` or `plus` leaves the end open: `£100k+`, but not `£100k + bonus`."""
    token, glued = tokens[at], tokens[at].start == tokens[at - 1].end
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.text not in ("+", "plus") or after is None or after.ends:
        return True
    if after.has("period") or after.text in (")", "(", ",", "-", "/", "if", "+", "?"):
        return True
    if right is not None and right.first == at + 1:
        return False
    if after.value("noise") == "after" and glued:
        return True  # `£250k+ of fees`
    if after.has("extra") or after.has("noise") or after.has("fact"):
        return glued and token.text == "+" and after.start > token.end
    return glued and token.text == "+" and after.start > token.end


def _is_left_open(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a dash leaves the end open: `60,000 - (月薪)`, `60,000 -`."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None:
        return True
    inner = tokens[at + 2] if after.text == "(" and at + 2 < len(tokens) else after
    return inner.has("period") and inner.how("period") != "both"
