"""Tell what a bracket beside a band is about: the band, the next one, or neither."""

from collections.abc import Sequence

from pipeline.pay.lexing.tokens import Token

_OF_SHARE = 3  # tokens from the sign of a share to its pay word
_MULTIPLES = frozenset({"times", "months'", "weeks'", "month's", "week's"})
SHARES = _MULTIPLES | {"%"}
"""Words and signs of which one stands between a share and its pay word."""
_TELLING = ("period", "kind", "fact", "currency", "pay", "extra", "noise", "months", "scale")


def opens_next(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """Return whether a bracket holds the next band, which is at `stop`: `(actual £21,000 …`."""
    return tokens[at].text == "(" and ")" not in _texts(tokens, at, stop)


def remark_after(tokens: Sequence[Token], at: int, stop: int) -> range:
    """Return the places of a bracket right after a band that says nothing of it: (experienced)."""
    if at >= stop or tokens[at].text != "(" or ")" not in _texts(tokens, at, stop):
        return range(0)
    end = next(n for n in range(at, stop) if tokens[n].text == ")")
    inner = tokens[at + 1 : end]
    telling = any(t.has(role) for t in inner for role in _TELLING)
    return range(0) if telling else range(at, end + 1)


def opens_remark(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a bracket says more of a currency than its name: `(USDT结算)`."""
    if tokens[at].text != "(" or at + 2 >= len(tokens) or not tokens[at + 1].has("currency"):
        return False
    return not tokens[at + 2].roles and tokens[at + 2].text not in (")", "/", ",")


def lists_parts(tokens: Sequence[Token], at: int) -> bool:
    """Return whether base pay is the first of several parts: `(base, bonus and stock)`."""
    if not at or at + 1 >= len(tokens):
        return False
    return tokens[at - 1].text == "(" and tokens[at + 1].text in (",", "+", "&", "and", "plus")


def is_share(tokens: Sequence[Token], at: int) -> bool:
    """Return whether the figure at `at` is a share on top of pay: `+ 0.5-1.5%`."""
    if not tokens[at].figure or tokens[at - 1].text not in ("+", "plus", "and", "&"):
        return False
    after = [t for t in tokens[at + 1 : at + 4] if not (t.figure or t.has("range"))]
    return bool(after) and after[0].text.startswith("%")


def is_of_share(tokens: Sequence[Token], at: int) -> bool:
    """Return whether the pay word at `at` is what a share is taken of: `60% of your salary`."""
    before = [t.text for t in tokens[max(at - _OF_SHARE, 0) : at]]
    return any(text.startswith("%") or text in _MULTIPLES for text in before)


def _texts(tokens: Sequence[Token], first: int, stop: int) -> list[str]:
    return [token.text for token in tokens[first:stop]]


def end_of_former(tokens: Sequence[Token], last: int, first: int) -> int:
    """Return where the words of the band before end: after the `(b2b)` of `15 000 zł (b2b), 12`."""
    if last < 0 or last + 1 >= first or tokens[last + 1].text != "(":
        return last + 1
    closing = (at + 1 for at in range(last + 1, first) if tokens[at].text == ")")
    return next(closing, last + 1)
