"""Layout: what the words of a text make of its figures, whatever the figures are.

`$90K - $120K a year` and `$70K - $85K a year` are laid out alike: one layout is made for all
texts of a shape. Where the words could be told apart only by what a figure is (`14 salaries`),
each text gets a layout of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from models.vocab import Flag
from pipeline.pay.grammar.amounts import Amount, find_amounts
from pipeline.pay.grammar.labels import label_of
from pipeline.pay.grammar.other_money import is_other_money
from pipeline.pay.grammar.spans import Span, find_spans
from pipeline.pay.grammar.surroundings import Modifiers, read_modifiers
from pipeline.pay.grammar.word_flags import word_flags
from pipeline.pay.lexing.lexicon import lexicon
from pipeline.pay.lexing.numbers import MaskedNumberError, Number
from pipeline.pay.lexing.tokens import Token, tokenize_folded

_RUN = re.compile(r"\d+")
_TELLING = frozenset({"0", "000"})  # zeros that decide how a figure is written
_LONGEST_SHARED = 160


@dataclass(frozen=True, slots=True)
class TextLine:
    """One band as laid out; the slices are places in the text.

    `other_money` tells that words beside it say it is no pay, `small_other_money` that they say
    so where the amount is small; `against` are the flags that the words give it, with reasons.
    """

    span: Span
    setting: Modifiers
    quote: slice
    label: slice | None
    other_money: bool
    small_other_money: bool
    against: tuple[tuple[Flag, str], ...]

    def span_in(self, folded: str, tokens: Sequence[Token]) -> Span:
        """Return the span with the figures of a text of this layout."""
        span = self.span
        low = _filled(span.low, folded, tokens)
        high = low if span.low is span.high else _filled(span.high, folded, tokens)
        return Span(low, high, *span[2:])


@dataclass(frozen=True, slots=True)
class Layout:
    """The tokens of a text and the lines they make; `broken` tells of figures nobody writes so."""

    tokens: Sequence[Token]
    lines: tuple[TextLine, ...]
    estimate: str
    broken: bool


def lay_out(folded: str, *, indian: bool, prose: bool) -> Layout:
    """Return the layout of a folded text. `indian` lets a bare `L` be a lakh."""
    if len(folded) > _LONGEST_SHARED:
        return _layout(folded, indian=indian, prose=prose)
    shared = shared_layout(_RUN.sub(_mask, folded), indian=indian, prose=prose)
    return shared or _layout(folded, indian=indian, prose=prose)


def _mask(run: re.Match[str]) -> str:
    """Return the digits that stand for all others of their length, unless they tell something."""
    digits = run.group()
    return digits if digits in _kept_digits() else "9" * len(digits)


@cache
def _kept_digits() -> frozenset[str]:
    words = {word for phrase in lexicon().phrases() for word in phrase}
    return _TELLING | {word for word in words if word.isdecimal()}  # the 401 of 401(k)


@lru_cache(maxsize=16_384)
def shared_layout(shape: str, *, indian: bool, prose: bool) -> Layout | None:
    """Return the layout of all texts of a shape; None if it depends on a figure."""
    try:
        return _layout(shape, indian=indian, prose=prose, masked=True)
    except MaskedNumberError:
        return None


def _layout(folded: str, *, indian: bool, prose: bool, masked: bool = False) -> Layout:
    tokens = tokenize_folded(folded)
    tokens = [_without_figure(token) for token in tokens] if masked else tokens
    spans = find_spans(tokens, find_amounts(tokens, indian=indian))
    usual = None if prose else _only_period(tokens)
    lines = tuple(_lines(folded, tokens, spans, usual, prose=prose))
    broken = any(token.figure and token.number is None for token in tokens)
    return Layout(tokens, lines, "" if prose else _estimate(tokens), broken)


def _without_figure(token: Token) -> Token:
    if token.number is None:
        return token
    return token._replace(number=replace(token.number, masked=True))


def _lines(
    folded: str, tokens: Sequence[Token], spans: Sequence[Span], usual: str | None, *, prose: bool
) -> Iterator[TextLine]:
    for at, span in enumerate(spans):
        setting = read_modifiers(tokens, spans, at)
        setting.period = usual if setting.period is None else setting.period
        yield TextLine(
            span,
            setting,
            quote=_quote(folded, tokens, spans, at),
            label=label_of(folded, tokens, spans, at),
            other_money=is_other_money(tokens, spans, at, small=False),
            small_other_money=is_other_money(tokens, spans, at, small=True),
            against=tuple(word_flags(tokens, span, prose=prose)),
        )


def _only_period(tokens: Sequence[Token]) -> str | None:
    """Return the period a field names with its pay word (月給は相談。参考…), if it names one."""
    named = {t.value("period") for t in tokens if t.how("period") == "before"}
    return named.pop() if len(named) == 1 else None


def _estimate(tokens: Sequence[Token]) -> str:
    """Return the word that calls the figures the board's guess; the employer's own is none."""
    if any(t.has("own") for t in tokens):
        return ""
    return next((t.text for t in tokens if t.has("estimate")), "")


def _quote(folded: str, tokens: Sequence[Token], spans: Sequence[Span], at: int) -> slice:
    """Return the place of a band: from it to where the next one begins."""
    start = tokens[spans[at].first].start if at else 0
    end = tokens[spans[at + 1].first].start if at + 1 < len(spans) else len(folded)
    return slice(start, end)


def _filled(amount: Amount, folded: str, tokens: Sequence[Token]) -> Amount:
    token = tokens[amount.at]
    number = Number(folded[token.start : token.end], amount.number.writing)
    return amount._replace(number=number)
