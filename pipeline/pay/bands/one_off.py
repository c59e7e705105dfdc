"""Recognise money that is paid once: `for each colleague who joins we pay 500 €`.

Pay has a time or a name. Of an amount of a description with neither, the other words of its
sentence say what it is for, and a rule needs no word for that thing.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from pipeline.pay.bands.money import Context, MoneyRange
from pipeline.pay.bands.sizes import is_of_a_year
from pipeline.pay.grammar.open_ends import Shape
from pipeline.pay.grammar.spans import Span
from pipeline.pay.lexing.tokens import Token

_SHORT = 3  # `za`, `für`, `per` name nothing
_SENTENCE, _CLAUSE = 40, 12  # tokens


def is_one_off(tokens: Sequence[Token], span: Span, money: MoneyRange, context: Context) -> bool:
    """Return whether one amount of a description, with no time beside it, is not pay.

    It is not if no time fits it, if it is a bare figure that no word of pay leads to (`state your
    salary and the job number 15000`), or if its sentence says what it is for.
    """
    if span.shape is Shape.RANGE:
        return False
    if money.period is None:
        return True
    path = _path_from_pay(tokens, span)
    if all(amount.bare for amount in span.ends) and (path is None or any(map(_is_name, path))):
        return True
    if path is not None or is_of_a_year(money, context.country):
        return False
    return any(map(_is_name, _sentence(tokens, span)))


def has_pay_name(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether a name of pay stands before a band in its clause, not only a time (`월`)."""
    return _path_from_pay(tokens, span) is not None


def is_change(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether pay rises or falls by an amount: `raises all wages by $1.10 an hour`."""
    return span.first > 0 and tokens[span.first - 1].text == "by"


def _is_name(token: Token) -> bool:
    return token.unknown and not token.has("offer") and len(token.text) > _SHORT


def _sentence(tokens: Sequence[Token], span: Span) -> Iterator[Token]:
    """Return the words of the sentence before a band, the nearest first."""
    before = tokens[max(span.first - _SENTENCE, 0) : span.first]
    return takewhile(lambda t: not t.ends, before[::-1])


def _path_from_pay(tokens: Sequence[Token], span: Span) -> Sequence[Token] | None:
    """Return the words from the nearest noun of pay to a band; None if its clause has none."""
    for at in range(span.first - 1, max(span.first - 1 - _CLAUSE, -1), -1):
        token = tokens[at]
        if token.ends or token.figure:
            return None
        if token.has("pay") or token.has("kind") or _is_pay_of_time(token):
            return tokens[at + 1 : span.first]
    return None


def _is_pay_of_time(token: Token) -> bool:
    return token.how("period") == "before" and len(token.text) > 1
