"""Recognise a verb of this job after an amount, as Turkish, Hindi and Korean place it."""

from collections.abc import Sequence
from itertools import takewhile

from pipeline.pay.grammar.spans import Span
from pipeline.pay.lexing.tokens import Token

_REACH = 6
_PASSED = frozenset({"pay", "period", "fact", "currency", "offer", "below", "above"})


def is_given(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether a verb of offering follows a band, with words of pay between them at most.

    As in `ayda 45.000 TL veriyoruz`.
    """
    after = takewhile(lambda t: not t.ends, tokens[span.last + 1 : span.last + 1 + _REACH])
    verb = next((t for t in after if t.has("ours") or _PASSED.isdisjoint(t.roles)), None)
    if verb is None or not verb.has("ours") or verb.how("ours") == "weak":
        return False
    return not verb.text.startswith("you")
