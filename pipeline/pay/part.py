"""One pay field, or one stretch of prose, read into bands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.vocab import Flag, Origin
from pipeline.pay.amounts import find_amounts
from pipeline.pay.band import Band
from pipeline.pay.labels import label_of
from pipeline.pay.money import Context, Money, count
from pipeline.pay.noise import is_claim, is_other_money
from pipeline.pay.plausible import is_money, is_pay_in_prose, is_small
from pipeline.pay.resolve import make_band
from pipeline.pay.setting import Setting, read_setting
from pipeline.pay.spans import Span, find_spans
from pipeline.pay.tokens import Token, tokenize

_EDGES = " \t\n-\u2013\u2014,;|•·"


@dataclass(frozen=True, slots=True)
class Part:
    """A text with its tokens, the spans found in it, and the word that calls it an estimate."""

    text: str
    prose: bool
    context: Context
    tokens: Sequence[Token]
    spans: Sequence[Span]
    estimate: str


def read_part(text: str, context: Context, *, prose: bool) -> tuple[list[Band], bool]:
    """Return the bands of the text in order, and whether figures were left that may be pay."""
    tokens = tokenize(text)
    spans = find_spans(tokens, find_amounts(tokens, indian=context.country == "IN"))
    part = Part(text, prose, context, tokens, spans, "" if prose else _estimate(tokens))
    usual = None if prose else _only_period(tokens)
    bands, left = [], any(t.figure and t.number is None for t in tokens)
    for at, span in enumerate(spans):
        setting = read_setting(tokens, spans, at)
        setting.period = usual if setting.period is None else setting.period
        setting.kind = setting.kind or ("ote" if context.ote else "")
        money = count(span, setting, context)
        if is_other_money(tokens, spans, at, small=is_small(money, context.country)):
            continue
        if _counts(part, span, setting, money):
            bands.append(_band(part, at, setting, money))
        else:
            left = left or (money.largest > 0 and not prose)
    return bands, left


def _counts(part: Part, span: Span, setting: Setting, money: Money) -> bool:
    if part.context.origin in (Origin.STRUCTURED, Origin.ESTIMATE):
        return True
    if not is_money(span, money, part.context.country):
        return False
    return not part.prose or is_pay_in_prose(part.tokens, span, setting, money, part.context)


def _only_period(tokens: Sequence[Token]) -> str | None:
    """Return the period a field names with its pay word (月給は相談。参考…), if it names one."""
    named = {t.value("period") for t in tokens if t.how("period") == "before"}
    return named.pop() if len(named) == 1 else None


def _estimate(tokens: Sequence[Token]) -> str:
    """Return the word that calls the figures the board's guess; the employer's own is none."""
    if any(t.has("own") for t in tokens):
        return ""
    return next((t.text for t in tokens if t.has("estimate")), "")


def _band(part: Part, at: int, setting: Setting, money: Money) -> Band:
    return make_band(
        part.spans[at],
        setting,
        part.context,
        money,
        evidence=part.text.strip() if part.prose else _quote(part, at),
        label=part.context.label or label_of(part.text, part.tokens, part.spans, at),
        doubted=tuple(_doubted(part, part.spans[at])),
    )


def _doubted(part: Part, span: Span) -> Iterator[tuple[Flag, str]]:
    if part.context.estimate:
        yield Flag.ESTIMATE, "the source says it is its own estimate"
    elif part.estimate:
        yield Flag.ESTIMATE, f"{part.estimate!r} says it is the board's estimate"
    if is_claim(part.tokens, span, prose=part.prose):
        yield Flag.NOT_BASE, "it says what one could earn, not what is paid"


def _quote(part: Part, at: int) -> str:
    """Return the text of a band: from it to where the next one begins."""
    spans, tokens = part.spans, part.tokens
    start = tokens[spans[at].first].start if at else 0
    end = tokens[spans[at + 1].first].start if at + 1 < len(spans) else len(part.text)
    return part.text[start:end].strip(_EDGES)
