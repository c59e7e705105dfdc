"""Read how many monthly salaries a year has: `·14薪`, `in 14 pagas`, `sur 13 mois`."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from pipeline.caches import cached_file, cached_reader
from pipeline.pay.lexing.lexemes import fold
from pipeline.pay.lexing.lexicon import lexicon
from pipeline.pay.lexing.tokens import Token, tokenize_folded

_FEWEST, _MOST = 12, 18
_LONGEST = 20_000
_REACH = 8
"""Characters of a text that are read. Later text repeats."""
_BESIDE_PAY = "beside_pay"
"""The use of words that count other things, too: `14 times a year`."""


def months_after(tokens: Sequence[Token], at: int) -> Decimal | None:
    """Return how many months are paid a year from `at` on: `·14薪`, `in 14 pagas`."""
    near = tokens[at : at + _REACH]
    if not any("months" in token.roles for token in near):
        return None
    return months_named(list(takewhile(lambda t: t.text != "\n", near)))


def months_named(tokens: Sequence[Token]) -> Decimal | None:
    """Return how many months are paid a year by some tokens; None if they tell no number."""
    named = [Decimal(token.value("months")) for token in tokens if token.value("months")]
    if named:
        return max(named)  # 13th and 14th month
    after = next((n for n, token in enumerate(tokens) if "months" in token.roles), 0)
    number = tokens[after - 1].number if after else None
    return number.value if number is not None and _FEWEST <= number.value <= _MOST else None


@cached_reader(64)
def months_paid(text: str) -> Decimal | None:
    """Return how many months a description pays a year, without an amount beside it.

    None if its sentences tell no number, or several. Both readings of a posting ask.
    """
    folded = fold(text[:_LONGEST])
    if not may_tell_months(folded):
        return None
    told = filter(_tells, _sentences(tokenize_folded(folded)))
    found = {months_named(sentence) for sentence in told} - {None}
    return found.pop() if len(found) == 1 else None


def may_tell_months(folded: str) -> bool:
    """Return whether a folded text has a word for months of pay: most descriptions have none.

    To find that out takes a tenth of the time that their tokens take.
    """
    return any(piece in folded and phrases.search(folded) for piece, phrases in _phrases())


@cached_file
def _phrases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the longest pieces of the phrases for months, and the phrases that each is of."""
    found: dict[str, list[str]] = {}
    for pieces in lexicon().phrases("months"):
        found.setdefault(max(pieces, key=len), []).append(r"\s*".join(map(re.escape, pieces)))
    return tuple((piece, re.compile("|".join(phrases))) for piece, phrases in found.items())


def _tells(sentence: Sequence[Token]) -> bool:
    """Return whether a sentence speaks of months of pay."""
    uses = [token.how("months") for token in sentence if token.has("months")]
    return any(use != _BESIDE_PAY for use in uses) or (
        bool(uses) and any(token.has("pay") for token in sentence)
    )


def _sentences(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    sentence: list[Token] = []
    for token in tokens:
        sentence.append(token)
        if token.ends:
            yield sentence
            sentence = []
    yield sentence
