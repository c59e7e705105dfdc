"""Read how many monthly salaries a year has: `·14薪`, `in 14 pagas`, `sur 13 mois`."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.pay.lexing.tokens import Token, tokenize

_FEWEST, _MOST = 12, 18
_LONGEST = 20_000
"""Characters of a text that are read. Later text repeats."""
_BESIDE_PAY = "beside_pay"
"""The use of words that count other things, too: `14 times a year`."""


def months_named(tokens: Sequence[Token]) -> Decimal | None:
    """Return how many months are paid a year by some tokens; None if they tell no number."""
    named = [Decimal(token.value("months")) for token in tokens if token.value("months")]
    if named:
        return max(named)  # 13th and 14th month
    after = next((n for n, token in enumerate(tokens) if "months" in token.roles), 0)
    number = tokens[after - 1].number if after else None
    return number.value if number is not None and _FEWEST <= number.value <= _MOST else None


def months_paid(text: str) -> Decimal | None:
    """Return how many months a description pays a year, without an amount beside it.

    None if its sentences tell no number, or several.
    """
    found = {months_named(sentence) for sentence in _sentences(text) if _tells(sentence)} - {None}
    return found.pop() if len(found) == 1 else None


def _tells(sentence: Sequence[Token]) -> bool:
    """Return whether a sentence speaks of months of pay."""
    uses = [token.how("months") for token in sentence if token.has("months")]
    return any(use != _BESIDE_PAY for use in uses) or (
        bool(uses) and any(token.has("pay") for token in sentence)
    )


def _sentences(text: str) -> Iterator[list[Token]]:
    sentence: list[Token] = []
    for token in tokenize(text[:_LONGEST]):
        sentence.append(token)
        if token.ends:
            yield sentence
            sentence = []
    yield sentence
