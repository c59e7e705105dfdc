"""Read a fragment (one pay field, or one excerpt of prose) into bands."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from models.vocab import Flag, Level, Origin
from pipeline.pay.bands.build import make_band
from pipeline.pay.bands.leftovers import figure_of, may_be_pay
from pipeline.pay.bands.money import Context, MoneyRange, evaluate
from pipeline.pay.bands.other_things import Stated, is_unnamed
from pipeline.pay.bands.plausible import (
    is_money,
    is_pay_in_prose,
    is_stray,
)
from pipeline.pay.bands.sizes import is_small
from pipeline.pay.grammar.brackets import SHARES
from pipeline.pay.grammar.labels import tidy_label
from pipeline.pay.grammar.layout import Layout, TextLine, lay_out
from pipeline.pay.grammar.spans import Span
from pipeline.pay.grammar.surroundings import Modifiers
from pipeline.pay.lexing.lexemes import fold
from pipeline.pay.offers.asides import is_aside
from pipeline.pay.offers.own_clause import (
    Place,
    begins_with_pay,
    is_labelled,
    is_of_pay_share,
    is_offer,
    is_plain,
)
from pipeline.pay.reference.annual import LARGEST
from pipeline.pay.reference.band import Band

_CAPITAL_NOUNS = frozenset({"DE", "AT", "CH", "LI", "LU"})
_EDGES = " \t\n-\u2013\u2014,;|•·"


class Fragment(NamedTuple):
    """A text with its layout and the context that its source gives."""

    text: str
    prose: bool
    context: Context
    layout: Layout


class Amounts(NamedTuple):
    """The amounts of a line with the words beside them, and why they are no pay, or ""."""

    line: TextLine
    span: Span
    setting: Modifiers
    money: MoneyRange
    why_not: str


OTHER_MONEY = "the words beside it name other money than pay"


def fragment(text: str, context: Context, *, prose: bool) -> Fragment:
    """Return a text with its layout."""
    intern = context.level is Level.INTERN
    layout = lay_out(fold(text), indian=context.country == "IN", prose=prose, intern=intern)
    return Fragment(text, prose, context, layout)


def amounts_in(part: Fragment) -> Iterator[Amounts]:
    """Yield the amounts of a fragment in order, those that are no pay included."""
    folded, context = fold(part.text), part.context
    for line in part.layout.lines:
        span, setting = line.span_in(folded, part.layout.tokens), _said(line.setting, context)
        money = evaluate(span, setting, context)
        small = line.small_other_money and is_small(money, context.country)
        why = OTHER_MONEY if line.other_money or small else _why_not(part, span, setting, money)
        yield Amounts(line, span, setting, money, why)


def read_fragment(text: str, context: Context, *, prose: bool) -> tuple[list[Band], bool]:
    """Return (the bands of the text in order, whether figures that may be pay were left over)."""
    part = fragment(text, context, prose=prose)
    bands, left = list[Band](), part.layout.broken
    unread = text[part.layout.misread] if part.layout.misread else ""
    left = left or bool(unread and not prose)
    for line, span, setting, money, why_not in amounts_in(part):
        if not why_not:
            bands.append(_band(part, line, span, setting, money))
        elif why_not is not OTHER_MONEY:
            left = left or (not prose and may_be_pay(part.layout.tokens, span, setting, money))
            unread = unread or ("" if prose else figure_of(span, money, context.country))
    return [_with_doubt(band, unread) for band in bands] if unread else bands, left


def _with_doubt(band: Band, unread: str) -> Band:
    """Return a band of a field in which another figure of money was not understood."""
    flag, reason = Flag.UNREAD_FIGURE, f"{unread!r} beside it was not understood"
    if flag in band.flags:
        return band
    flags = tuple(each for each in Flag if each in {*band.flags, flag})
    reasons = (*band.reasons, f"{flag.value}: {reason}")
    return replace(band, flags=flags, reasons=reasons, annual_min=None, annual_max=None)


def _said(setting: Modifiers, context: Context) -> Modifiers:
    """Return the modifiers, with the kind `ote` if the source says so and the text names none."""
    return replace(setting, kind="ote") if context.ote and not setting.kind else setting


def _why_not(part: Fragment, span: Span, setting: Modifiers, money: MoneyRange) -> str:
    """Return why an amount is not this job's pay; "" if it is."""
    context = part.context
    if money.largest >= LARGEST:
        return "it is larger than any pay"
    if context.origin in (Origin.STRUCTURED, Origin.ESTIMATE):
        return ""
    if not money.largest and setting.extras and setting.period is None:
        return "nothing and extras: it says that there is no pay"
    if not is_money(span, money, context.country):
        return "neither a currency, a scale nor a word makes it money"
    return _why_not_here(part, span, setting, money)


def _why_not_here(part: Fragment, span: Span, setting: Modifiers, money: MoneyRange) -> str:
    """Return why an amount of money is not this job's pay where it stands; "" if it is."""
    tokens = part.layout.tokens
    if not part.prose:
        if is_unnamed(Stated(tokens, span, setting, money, part.context.country)):
            return OTHER_MONEY
        return "a bare figure beside other words" if is_stray(tokens, span, setting) else ""
    if not is_pay_in_prose(tokens, span, setting, money, part.context):
        return "a description needs a word of pay beside it, and no other money"
    return _why_of_others(part, span, setting)


def _why_of_others(part: Fragment, span: Span, setting: Modifiers) -> str:
    """Return why the pay that a description names is not this job's; "" if it is."""
    tokens = part.layout.tokens
    if is_aside(part.layout, span):
        return "it is an example, an aside or part of a question"
    if is_plain(tokens, span, cut=part.context.cut):
        return ""
    if not begins_with_pay(tokens, span) and part.context.tasks():
        return "its section is about tasks, demands or the employer"
    return "" if _is_offered(part, span, setting) else "its clause does not speak of this job"


def _is_offered(part: Fragment, span: Span, setting: Modifiers) -> bool:
    """Return whether the clause of a word of pay lets it be this job's."""
    if not SHARES.isdisjoint(part.layout.says) and is_of_pay_share(part.layout.tokens, span):
        return False
    if part.context.introduced or not (setting.pay or is_labelled(part.layout.tokens, span)):
        return True
    capitals = part.context.country not in _CAPITAL_NOUNS
    place = Place(part.text, capitals=capitals, cut=part.context.cut)
    return is_offer(part.layout.tokens, span, place)


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
