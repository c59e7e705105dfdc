"""Recognise a stipend that is all the pay there is, as in a fellowship."""

from collections.abc import Sequence

from pipeline.pay.lexing.tokens import Token

_MONEY = ("period", "currency", "range", "from", "upto", "between", "scale", "circa")
_STUDY = frozenset({"phd", "doctoral", "postdoctoral", "research", "fellowship", "annual", "a"})


def is_only_stipend(tokens: Sequence[Token]) -> bool:
    """Return whether a stipend for a stated time opens the text, or is all it names.

    `Stipend: ₹30,000 per month` and `₹8,000 /month stipend` are pay, `$75/month phone stipend`
    is a benefit.
    """
    at = next((n for n, token in enumerate(tokens) if token.how("noise") == "stipend"), None)
    if at is None or not any(t.has("period") for t in tokens):
        return False
    if not all(_is_of_stipend(token) for token in tokens[:at]):
        return False
    return not any(t.has("noise") for t in tokens[at + 1 :])


def _is_of_stipend(token: Token) -> bool:
    """Return whether a token before the word says no more than the amount or the study."""
    plain = token.figure or not token.text.isalpha() or token.text in _STUDY
    return plain or any(token.has(role) for role in _MONEY)
