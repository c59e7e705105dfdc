"""Recognise money on top of the pay: `besides a good salary you get $0.67 per mile`."""

from collections.abc import Sequence

from pipeline.pay.grammar.spans import Span
from pipeline.pay.lexing.tokens import Token

_REACH = 30
_ADJECTIVES = 5  # tokens from `besides` to the pay word: `besides a very competitive`
_SHORT_WORD = 3  # `of`, `von`, `del`
_APART = frozenset({",", ":", "-", "/", "="})
_SAYING = frozenset({"range", "ranging", "rate", "currently"})


def is_besides_pay(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether the sentence gives an amount besides the pay.

    The nearest pay word before the amount tells it. In `on top of a salary of £30,000` the amount
    is the pay itself.
    """
    for at in range(span.first - 1, max(span.first - 1 - _REACH, -1), -1):
        token = tokens[at]
        if token.ends:
            return False
        if token.how("besides") == "whole":
            return True
        if _is_pay_name(token):
            return _is_governed(tokens, at) and not _is_linked(tokens[at + 1 : span.first])
    return False


def _is_pay_name(token: Token) -> bool:
    """Return whether a token names pay; a verb like `earn` does, too."""
    before = token.how("period") == "before" and len(token.text) > 1
    return before or token.has("pay") or token.has("kind")


def _is_governed(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word of addition stands before the pay word, or right after it."""
    after = tokens[at + 1 : at + 2]
    if any(t.how("besides") == "after" for t in after):
        return True
    for token in tokens[max(at - _ADJECTIVES, 0) : at][::-1]:
        if token.ends or token.figure or token.text in _APART:
            return False
        if token.how("besides") == "before":
            return True
    return False


def _is_linked(between: Sequence[Token]) -> bool:
    """Return whether only words that lead to an amount of pay follow the pay word."""
    return all(_leads_on(token) for token in between)


def _leads_on(token: Token) -> bool:
    if token.text in _APART or token.figure or token.has("ours") or token.has("besides"):
        return False
    return not token.unknown or len(token.text) <= _SHORT_WORD or token.text in _SAYING
