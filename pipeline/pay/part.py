"""One pay field, or one stretch of prose, read into bands."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from models.vocab import Flag, Origin
from pipeline.pay.band import Band
from pipeline.pay.kept import LARGEST
from pipeline.pay.labels import tidy_label
from pipeline.pay.layout import Layout, Line, lay_out
from pipeline.pay.money import Context, Money, count
from pipeline.pay.pieces import fold
from pipeline.pay.plausible import is_money, is_pay_in_prose, is_small
from pipeline.pay.resolve import make_band
from pipeline.pay.setting import Setting
from pipeline.pay.spans import Span

_EDGES = " \t\n-\u2013\u2014,;|•·"


class Part(NamedTuple):
    """A text with its layout and the context its source gives."""

    text: str
    prose: bool
    context: Context
    layout: Layout


def read_part(text: str, context: Context, *, prose: bool) -> tuple[list[Band], bool]:
    """Return the bands of the text in order, and whether figures were left that may be pay."""
    folded = fold(text)
    layout = lay_out(folded, indian=context.country == "IN", prose=prose)
    part = Part(text, prose, context, layout)
    bands, left = list[Band](), layout.broken
    for line in layout.lines:
        if line.other_money:
            continue
        span, setting = line.span_in(folded, layout.tokens), _said(line.setting, context)
        money = count(span, setting, context)
        if line.small_other_money and is_small(money, context.country):
            continue
        if _counts(part, span, setting, money):
            bands.append(_band(part, line, span, setting, money))
        else:
            left = left or (money.largest > 0 and not prose)
    return bands, left


def _said(setting: Setting, context: Context) -> Setting:
    """Return the setting; where it names no kind, the source may say on-target earnings."""
    return replace(setting, kind="ote") if context.ote and not setting.kind else setting


def _counts(part: Part, span: Span, setting: Setting, money: Money) -> bool:
    if money.largest >= LARGEST:
        return False
    if part.context.origin in (Origin.STRUCTURED, Origin.ESTIMATE):
        return True
    if not is_money(span, money, part.context.country):
        return False
    tokens = part.layout.tokens
    return not part.prose or is_pay_in_prose(tokens, span, setting, money, part.context)


def _band(part: Part, line: Line, span: Span, setting: Setting, money: Money) -> Band:
    label = tidy_label(part.text[line.label]) if line.label else None
    return make_band(
        span,
        setting,
        part.context,
        money,
        evidence=part.text.strip() if part.prose else part.text[line.quote].strip(_EDGES),
        label=part.context.label or label,
        doubted=tuple(_doubted(part, line)),
    )


def _doubted(part: Part, line: Line) -> Iterator[tuple[Flag, str]]:
    yield from line.against
    if part.context.commission and part.prose and not (line.setting.pay or line.setting.extras):
        yield Flag.NOT_BASE, "an ad for work on commission promises it, without a word of pay"
    if part.context.estimate:
        yield Flag.ESTIMATE, "the source says it is its own estimate"
    elif part.layout.estimate:
        yield Flag.ESTIMATE, f"{part.layout.estimate!r} says it is the board's estimate"
