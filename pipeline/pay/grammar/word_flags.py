"""Flags of a band that follow from its words and currency marks, not from its figures."""

from collections.abc import Iterator, Sequence

from models.vocab import Flag
from pipeline.pay.grammar.other_money import is_claim
from pipeline.pay.grammar.spans import Span
from pipeline.pay.lexing.tokens import Token
from pipeline.pay.reference.currency import may_mean


def word_flags(tokens: Sequence[Token], span: Span, *, prose: bool) -> Iterator[tuple[Flag, str]]:
    """Yield the flags that follow from the words around a band, each with its reason."""
    if not _same_currency(span.low.marks, span.high.marks):
        yield Flag.MIXED_CURRENCY, "the two ends are in different currencies"
    if span.low.period and span.high.period and span.low.period != span.high.period:
        yield Flag.PERIOD_MISMATCH, "the two ends are for different periods"
    if is_claim(tokens, span, prose=prose):
        yield Flag.NOT_BASE, "the text says what one could earn, not what is paid"


def _same_currency(low: Sequence[str], high: Sequence[str]) -> bool:
    """Return whether both ends may be in one currency. An end without a mark always agrees."""
    if low == high or not low or not high or not set(low).isdisjoint(high):
        return True
    codes = [_last_code(low), _last_code(high)]
    if all(codes):
        return codes[0] == codes[1]
    signs = high if codes[0] else low
    code = codes[0] or codes[1]
    return code is None or any(may_mean(sign, code) for sign in signs)


def _last_code(marks: Sequence[str]) -> str | None:
    return next((mark for mark in reversed(marks) if not mark.startswith("?")), None)
