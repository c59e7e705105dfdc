"""Flags of a band that follow from its words and currency marks, not from its figures."""

from collections.abc import Iterator, Sequence

from models.vocab import Flag
from pipeline.pay.grammar.other_money import is_claim
from pipeline.pay.grammar.spans import Span
from pipeline.pay.lexing.tokens import Token
from pipeline.pay.reference.currency import may_mean

_LEAST_DIGITS = 3  # a shorter figure after a dash is a count: `£30,000 - 40 hours`
_YEAR_DIGITS = 4
_YEARS = range(1950, 2051)


def word_flags(
    tokens: Sequence[Token], spans: Sequence[Span], at: int, *, prose: bool
) -> Iterator[tuple[Flag, str]]:
    """Yield the flags that follow from the words around `spans[at]`, each with its reason."""
    span = spans[at]
    if _lacks_end(tokens, spans, at):
        yield Flag.UNREAD_FIGURE, "the other end of the range was not understood"
    if not _same_currency(span.low.marks, span.high.marks):
        yield Flag.MIXED_CURRENCY, "the two ends are in different currencies"
    if span.low.period and span.high.period and span.low.period != span.high.period:
        yield Flag.PERIOD_MISMATCH, "the two ends are for different periods"
    if is_claim(tokens, span, prose=prose):
        yield Flag.NOT_BASE, "the text says what one could earn, not what is paid"


def _lacks_end(tokens: Sequence[Token], spans: Sequence[Span], at: int) -> bool:
    """Return whether a dash joins a figure to a band that is in no band."""
    span = spans[at]
    free = spans[at - 1].last + 1 if at else 0
    stop = spans[at + 1].first if at + 1 < len(spans) else len(tokens)
    if span.last + 2 < stop and tokens[span.last + 1].has("range"):
        side = tokens[span.last + 1 : min(span.last + 4, stop)]
        return _joins_figure(side) and not _is_measured(tokens, span.last + 2)
    if span.first - 2 >= free and tokens[span.first - 1].has("range"):
        return _joins_figure(tokens[max(span.first - 3, free) : span.first][::-1])
    return False


def _is_measured(tokens: Sequence[Token], at: int) -> bool:
    """Return whether what follows a dash is a share, hours or a number of the job."""
    if tokens[at].has("ordinal"):
        return True
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return tokens[at].figure and after[:1] in ("%", "h")


def _joins_figure(side: Sequence[Token]) -> bool:
    """Return whether a figure of money follows a word of range: `- 2400X`, not `- 40 hours`."""
    rest = [t for t in side[1:] if not (t.has("currency") or t.text.isalpha())]
    figure = rest[0] if rest and rest[0].figure and not side[0].ends else None
    if figure is None or sum(c.isdigit() for c in figure.text) < _LEAST_DIGITS:
        return False
    number = figure.number
    if number is None or number.writing.grouped or len(figure.text) != _YEAR_DIGITS:
        return True
    return number.value not in _YEARS


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
