"""Share what is said once of pay in several currencies or times: `900 USD / 850 EUR per week`."""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.pay.grammar.spans import Span
from pipeline.pay.grammar.surroundings import Modifiers
from pipeline.pay.lexing.tokens import Token

_MOST = 3
_LINKS = frozenset("/|(),=≈~") | {"or", "oder", "ou", "o", "of", "eller", "lub"}


def share_period(
    tokens: Sequence[Token], spans: Sequence[Span], settings: Sequence[Modifiers]
) -> None:
    """Give each of several alternatives the unit and the pay word that one of them has."""
    if len(spans) < 2:
        return
    chained = [
        (settings[n], settings[n + 1])
        for n, (left, right) in enumerate(pairwise(spans))
        if _are_alternatives(tokens, left, right, settings[n], settings[n + 1])
    ]
    for here, there in (*chained, *((after, before) for before, after in reversed(chained))):
        if there.period is None:
            there.period = here.period
        there.pay = there.pay or here.pay


def _are_alternatives(
    tokens: Sequence[Token], left: Span, right: Span, before: Modifiers, after: Modifiers
) -> bool:
    """Return whether two bands are one pay in two currencies, or for two stated times."""
    between = tokens[left.last + 1 : right.first]
    if not 0 < len(between) <= _MOST:
        return False
    marks = [{mark for end in span.ends for mark in end.marks} for span in (left, right)]
    converted = None not in (before.period, after.period) and before.period != after.period
    if not all(marks) or not (converted or marks[0].isdisjoint(marks[1])):
        return False
    return all(t.text in _LINKS for t in between)
