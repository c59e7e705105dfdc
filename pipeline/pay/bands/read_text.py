"""Read a fragment (one pay field, or one excerpt of prose) into bands."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from models.vocab import Flag, Level, Origin
from pipeline.pay.bands.build import make_band
from pipeline.pay.bands.money import Context, MoneyRange, evaluate
from pipeline.pay.bands.plausible import (
    is_fortune,
    is_money,
    is_pay_in_prose,
    is_small,
    is_stray,
    is_year,
)
from pipeline.pay.grammar.amounts import Amount
from pipeline.pay.grammar.labels import tidy_label
from pipeline.pay.grammar.layout import Layout, TextLine, lay_out
from pipeline.pay.grammar.spans import Span
from pipeline.pay.grammar.surroundings import Modifiers
from pipeline.pay.lexing.lexemes import fold
from pipeline.pay.reference.annual import LARGEST
from pipeline.pay.reference.band import Band

_MONEY_DIGITS = 4
_EDGES = " \t\n-\u2013\u2014,;|•·"


class Fragment(NamedTuple):
    """A text with its layout and the context that its source gives."""

    text: str
    prose: bool
    context: Context
    layout: Layout


def read_fragment(text: str, context: Context, *, prose: bool) -> tuple[list[Band], bool]:
    """Return (the bands of the text in order, whether figures that may be pay were left over)."""
    folded = fold(text)
    intern = context.level is Level.INTERN
    layout = lay_out(folded, indian=context.country == "IN", prose=prose, intern=intern)
    part = Fragment(text, prose, context, layout)
    bands, left, unread = list[Band](), layout.broken, ""
    for line in layout.lines:
        if line.other_money:
            continue
        span, setting = line.span_in(folded, layout.tokens), _said(line.setting, context)
        money = evaluate(span, setting, context)
        if line.small_other_money and is_small(money, context.country):
            continue
        if _counts(part, span, setting, money):
            bands.append(_band(part, line, span, setting, money))
        else:
            left = left or (money.largest > 0 and not prose)
            unread = unread or ("" if prose else _unread(span, money, context))
    return [_with_doubt(band, unread) for band in bands] if unread else bands, left


def _unread(span: Span, money: MoneyRange, context: Context) -> str:
    """Return the figure of a span that may be pay; "" for a small bare one, a year, a fortune."""
    if is_fortune(span, money, context.country):
        return ""
    written = (a.number.written for a in span.ends if not a.bare or _is_large(a))
    return next(written, "")


def _is_large(amount: Amount) -> bool:
    return len(amount.number.digits) >= _MONEY_DIGITS and not is_year(amount.number.value)


def _with_doubt(band: Band, unread: str) -> Band:
    """Return a band of a field in which another figure of money was not understood."""
    flag, reason = Flag.UNREAD_FIGURE, f"{unread!r} beside it was not understood"
    flags = tuple(each for each in Flag if each in {*band.flags, flag})
    reasons = (*band.reasons, f"{flag.value}: {reason}")
    return replace(band, flags=flags, reasons=reasons, annual_min=None, annual_max=None)


def _said(setting: Modifiers, context: Context) -> Modifiers:
    """Return the modifiers, with the kind `ote` if the source says so and the text names none."""
    return replace(setting, kind="ote") if context.ote and not setting.kind else setting


def _counts(part: Fragment, span: Span, setting: Modifiers, money: MoneyRange) -> bool:
    if money.largest >= LARGEST:
        return False
    if part.context.origin in (Origin.STRUCTURED, Origin.ESTIMATE):
        return True
    if not money.largest and setting.extras and setting.period is None:
        return False  # `$0 + equity` says that there is no pay
    if not is_money(span, money, part.context.country):
        return False
    if not part.prose and is_stray(part.layout.tokens, span, setting):
        return False
    tokens = part.layout.tokens
    return not part.prose or is_pay_in_prose(tokens, span, setting, money, part.context)


def _band(
    part: Fragment, line: TextLine, span: Span, setting: Modifiers, money: MoneyRange
) -> Band:
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


def _doubted(part: Fragment, line: TextLine) -> Iterator[tuple[Flag, str]]:
    yield from line.against
    if part.context.commission and part.prose and not (line.setting.pay or line.setting.extras):
        yield Flag.NOT_BASE, "the job is paid by commission, and the text has no pay word"
    if part.context.estimate:
        yield Flag.ESTIMATE, "the source says it is its own estimate"
    elif part.layout.estimate:
        yield Flag.ESTIMATE, f"{part.layout.estimate!r} says it is the board's estimate"
