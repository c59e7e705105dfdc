"""Parse a text into its layout: the bands and their words, independent of the figures.

`$90K - $120K a year` and `$70K - $85K a year` have the same shape, so they share one cached
layout. If the words can only be read with the value of a figure (`14 salaries`), the layout is
not shared.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.vocab import Flag
from pipeline.caches import cached_file, cached_reader
from pipeline.pay.grammar.additions import is_besides_pay
from pipeline.pay.grammar.alternatives import share_period
from pipeline.pay.grammar.amounts import Amount, find_amounts
from pipeline.pay.grammar.clauses import of_duties
from pipeline.pay.grammar.labels import label_of
from pipeline.pay.grammar.other_money import is_other_money
from pipeline.pay.grammar.spans import Span, find_spans
from pipeline.pay.grammar.stipends import is_only_stipend
from pipeline.pay.grammar.surroundings import Modifiers, read_modifiers
from pipeline.pay.grammar.third_parties import of_other_topics, of_third_parties
from pipeline.pay.grammar.word_flags import word_flags
from pipeline.pay.lexing.glued_letters import glued_figure
from pipeline.pay.lexing.lexicon import Use, lexicon
from pipeline.pay.lexing.misread import misread
from pipeline.pay.lexing.numbers import MaskedNumberError, Number
from pipeline.pay.lexing.scales import clashes
from pipeline.pay.lexing.tokens import Token, tokenize_folded

_RUN = re.compile(r"\d+")
_TELLING = frozenset({"0", "000"})  # zeros that decide how a figure is read
_LONGEST_SHARED = 160


@dataclass(frozen=True, slots=True)
class TextLine:
    """One band of a layout. `quote` and `label` are slices of the text.

    `other_money` means that the words beside it name other money than pay; `small_other_money`
    means the same if the amount is small. `against` are the flags that follow from the words,
    each with its reason.
    """

    span: Span
    setting: Modifiers
    quote: slice
    label: slice | None
    other_money: bool
    small_other_money: bool
    against: tuple[tuple[Flag, str], ...]

    def span_in(self, folded: str, tokens: Sequence[Token]) -> Span:
        """Return the span with the figures of `folded`, a text that has this layout."""
        span = self.span
        low = _filled(span.low, folded, tokens)
        high = low if span.low is span.high else _filled(span.high, folded, tokens)
        return Span(low, high, *span[2:])


@dataclass(frozen=True, slots=True)
class Layout:
    """The tokens of a text and its bands. `broken` means that a figure is malformed.

    `estimate` is the word that calls the figures an estimate of the board, or "". `misread` is
    the slice of a figure of money with letters in it or behind it, or None. `says` are the words,
    marks and roles of the tokens of a description.
    """

    tokens: Sequence[Token]
    lines: tuple[TextLine, ...]
    estimate: str
    broken: bool
    misread: slice | None = None
    says: frozenset[str] = frozenset()


def lay_out(folded: str, *, indian: bool, prose: bool, intern: bool = False) -> Layout:
    """Return the layout of a folded text.

    `indian` allows a bare `L` to mean lakh, `intern` a stipend to be the pay.
    """
    if len(folded) > _LONGEST_SHARED:
        return _layout(folded, indian=indian, prose=prose, intern=intern)
    shape = _RUN.sub(_mask, folded)
    shared = shared_layout(shape, indian=indian, prose=prose, intern=intern)
    return shared or _layout(folded, indian=indian, prose=prose, intern=intern)


def _mask(run: re.Match[str]) -> str:
    """Return nines in place of the digits, unless the digits themselves have a meaning."""
    digits = run.group()
    return digits if digits in _kept_digits() else "9" * len(digits)


@cached_file
def _kept_digits() -> frozenset[str]:
    words = {word for phrase in lexicon().phrases() for word in phrase}
    return _TELLING | {word for word in words if word.isdecimal()}  # the 401 of 401(k)


@cached_reader(16_384)
def shared_layout(shape: str, *, indian: bool, prose: bool, intern: bool = False) -> Layout | None:
    """Return the layout of all texts of a shape; None if it depends on the value of a figure."""
    try:
        return _layout(shape, indian=indian, prose=prose, intern=intern, masked=True)
    except MaskedNumberError:
        return None


def _layout(
    folded: str, *, indian: bool, prose: bool, intern: bool = False, masked: bool = False
) -> Layout:
    tokens = tokenize_folded(folded, prose=prose)
    roles = set().union(*[t.roles for t in tokens])
    if intern or "intern" in roles or ("noise" in roles and is_only_stipend(tokens)):
        tokens = [_as_pay(token) for token in tokens]
    tokens = [_without_figure(token) for token in tokens] if masked else tokens
    spans = find_spans(tokens, find_amounts(tokens, indian=indian))
    lines = tuple(_lines(folded, tokens, spans, roles, prose=prose))
    figures = [at for at, token in enumerate(tokens) if token.figure]
    broken = any(tokens[at].number is None or clashes(tokens, at) for at in figures)
    estimate = "" if prose or "estimate" not in roles else _estimate(tokens)
    says = frozenset(roles.union([token.text for token in tokens]) if prose else roles)
    unread = _misread(folded, tokens, spans) or (None if prose else glued_figure(tokens))
    return Layout(tokens, lines, estimate, broken, unread, says)


def _misread(folded: str, tokens: Sequence[Token], spans: Sequence[Span]) -> slice | None:
    """Return the slice of a figure with letters in it that is in no amount: not `Q12,000`."""
    found = misread(folded)
    if found is None:
        return None
    ends = [end for span in spans for end in span.ends]
    starts = [tokens[end.first].start <= found.start for end in ends]
    known = [s and found.stop <= tokens[e.last].end for s, e in zip(starts, ends, strict=True)]
    return None if any(known) else found


def _as_pay(token: Token) -> Token:
    """Return a stipend as a word of pay, as it is for interns."""
    stipend = token.how("noise") == "stipend"
    return token._replace(roles={"pay": Use("", "")}) if stipend else token


def _without_figure(token: Token) -> Token:
    if token.number is None:
        return token
    if not token.text[0].isdecimal():
        return token  # a figure in words is part of the shape
    masked = Number(token.number.written, token.number.writing, masked=True)
    return Token._make((*token[:4], masked, *token[5:]))


def _lines(
    folded: str, tokens: Sequence[Token], spans: Sequence[Span], roles: set[str], *, prose: bool
) -> Iterator[TextLine]:
    usual = None if prose or "period" not in roles else _only_period(tokens)
    settings = [read_modifiers(tokens, spans, at) for at in range(len(spans))]
    share_period(tokens, spans, settings)
    named = "noise" in roles
    theirs = _of_others(tokens, spans, roles, prose=prose)
    if "besides" in roles:
        theirs = [t or is_besides_pay(tokens, s) for t, s in zip(theirs, spans, strict=True)]
    for at, (span, setting) in enumerate(zip(spans, settings, strict=True)):
        setting.period = usual if setting.period is None else setting.period
        other = theirs[at] or is_other_money(tokens, spans, at, named=named, small=False)
        small = named and not other and is_other_money(tokens, spans, at, named=True, small=True)
        yield TextLine(
            span,
            setting,
            quote=_quote(folded, tokens, spans, at),
            label=label_of(folded, tokens, spans, at, prose=prose),
            other_money=other,
            small_other_money=other or small,
            against=tuple(word_flags(tokens, spans, at, prose=prose)),
        )


def _of_others(
    tokens: Sequence[Token], spans: Sequence[Span], roles: set[str], *, prose: bool
) -> list[bool]:
    """Return of each band whether its words are about others or, in a description, about a task."""
    if not prose:
        return of_other_topics(tokens, spans) if "others" in roles else [False] * len(spans)
    pairs = zip(of_third_parties(tokens, spans), of_duties(tokens, spans), strict=True)
    return [theirs or task for theirs, task in pairs]


def _only_period(tokens: Sequence[Token]) -> str | None:
    """Return the period that a field names with its pay word (月給は相談。参考…), if only one."""
    named = {t.value("period") for t in tokens if t.how("period") == "before"}
    return named.pop() if len(named) == 1 else None


def _estimate(tokens: Sequence[Token]) -> str:
    """Return the word that calls the figures an estimate of the board; "" if the employer's own."""
    if any("own" in t.roles for t in tokens):
        return ""
    return next((t.text for t in tokens if "estimate" in t.roles), "")


def _quote(folded: str, tokens: Sequence[Token], spans: Sequence[Span], at: int) -> slice:
    """Return the slice of a band: from its start to the start of the next one."""
    start = tokens[spans[at].first].start if at else 0
    end = tokens[spans[at + 1].first].start if at + 1 < len(spans) else len(folded)
    return slice(start, end)


def _filled(amount: Amount, folded: str, tokens: Sequence[Token]) -> Amount:
    token = tokens[amount.at]
    if not token.text[0].isdecimal():
        return amount
    number = Number(folded[token.start : token.end], amount.number.writing)
    return Amount._make((*amount[:3], number, *amount[4:]))
