"""Tell two amounts of a list from the ends of a range: `$2,000 a month and $300`."""

from collections.abc import Sequence
from itertools import takewhile

from pipeline.pay.grammar.amounts import Amount
from pipeline.pay.lexing.tokens import Token

_ITEM = 5  # tokens of an item of a list that states other money
_BACK = 3  # tokens from `between` to the lower end


def is_next_sum(
    tokens: Sequence[Token], left: Amount, right: Amount, words: Sequence[Token]
) -> bool:
    """Return whether the right amount is another sum than the left one.

    `words` join them. Only the left one is for a time, or an article leads to the right one:
    `$71,000 and a $500 account`.
    """
    if len(words) > 1 and words[0].how("range") == "list" and words[1].text == "a":
        return True
    if left.period is None or right.period is not None or not _is_marked(tokens, right):
        return False
    listed = all(t.how("range") == "list" for t in words)
    return listed and not _is_between(tokens, left.first)


def opens_money(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a time after a comma is that of other money: `€3,000, daily meals €20`."""
    item = list(takewhile(lambda t: not t.ends and t.text != ",", tokens[at : at + _ITEM]))
    figure = next((n for n, t in enumerate(item) if t.figure), None)
    return figure is not None and any(t.has("currency") for t in item[max(figure - 1, 0) :])


def _is_marked(tokens: Sequence[Token], amount: Amount) -> bool:
    """Return whether an amount has a mark, or one of a small coin: `35p`."""
    return bool(amount.marks) or any(t.has("currency") for t in tokens[amount.last + 1 :][:1])


def _is_between(tokens: Sequence[Token], at: int) -> bool:
    """Return whether `between` stands before an amount: `de` opens a range only before `a`."""
    before = tokens[max(at - _BACK, 0) : at]
    return any(t.has("between") and t.text != "de" for t in before)
