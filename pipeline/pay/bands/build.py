"""Build a Band from a span: its facts, its flags and its annual amounts."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from models.vocab import Flag, PayKind
from pipeline.pay.bands.checks import DISTRUSTED, Facts, check
from pipeline.pay.bands.money import Context, MoneyRange
from pipeline.pay.grammar.spans import Span
from pipeline.pay.grammar.surroundings import Modifiers
from pipeline.pay.reference.annual import annual, quantize
from pipeline.pay.reference.band import NET, Band
from pipeline.pay.reference.units import fact_of, stated_time

_FLAGS = tuple(Flag)
_NOT_BASE = {"ote": "the figure is on-target earnings", "total": "the figure is a whole package"}


def make_band(  # noqa: PLR0913  # the results of the stages before it
    span: Span,
    setting: Modifiers,
    context: Context,
    money: MoneyRange,
    *,
    evidence: str,
    label: str | None = None,
    doubted: tuple[tuple[Flag, str], ...] = (),
) -> Band:
    """Return the band of a span. `doubted` are further flags, each with its reason."""
    found = (*_flags(span, setting, context, money), *doubted)
    flags = _ordered(found) if found else {}
    trusted = not flags or _is_trusted(frozenset(flags), money)
    return Band(
        min=money.low,
        max=money.high,
        currency=money.currency,
        currency_inferred=money.currency_inferred,
        period=money.period,
        period_inferred=money.period_inferred,
        kind=_kind(setting),
        origin=context.origin,
        evidence=evidence,
        label=label,
        months=None if setting.months is None else quantize(setting.months),
        net=_net(setting.facts),
        facts=(*[f for f in setting.facts if f not in NET], *_time_fact(setting)),
        flags=tuple(flags),
        reasons=tuple(f"{flag.value}: {reason}" for flag, reason in flags.items()),
        annual_min=_annual(money.low, money, setting) if trusted else None,
        annual_max=_annual(money.high, money, setting) if trusted else None,
    )


def _ordered(found: Iterable[tuple[Flag, str]]) -> dict[Flag, str]:
    """Return the first reason of each flag, in the order of the vocabulary."""
    first = dict[Flag, str]()
    for flag, reason in found:
        first.setdefault(flag, reason)
    return {flag: first[flag] for flag in _FLAGS if flag in first} if len(first) > 1 else first


def _time_fact(setting: Modifiers) -> tuple[str, ...]:
    """Return the fact that the text states the pay for a fortnight or half a month."""
    if setting.period is None:
        return ()
    period, times = stated_time(setting.period)
    return () if period is None or times == 1 else (fact_of(period, times),)


def _kind(setting: Modifiers) -> PayKind:
    return PayKind(setting.kind) if setting.kind else PayKind.BASE


def _net(facts: Sequence[str]) -> bool | None:
    return next((NET[fact] for fact in facts if fact in NET), None) if facts else None


def _annual(end: Decimal | None, money: MoneyRange, setting: Modifiers) -> Decimal | None:
    return annual(end, money.period, setting.months)


def _is_trusted(flags: frozenset[Flag], money: MoneyRange) -> bool:
    """Return whether annual amounts may be computed. A zero lower end does not prevent it."""
    if flags & DISTRUSTED:
        return False
    return Flag.PLACEHOLDER not in flags or (money.low is None and money.largest > 1)


def _flags(
    span: Span, setting: Modifiers, context: Context, money: MoneyRange
) -> Iterator[tuple[Flag, str]]:
    yield from check(_facts(span, context, money))
    if span.low.value == 0 or span.high.value == 0:
        yield Flag.PLACEHOLDER, "0 means that no amount is stated"
    if money.inverted:
        yield Flag.INVERTED, "the first figure is larger than the second"
    if setting.kind in _NOT_BASE:
        yield Flag.NOT_BASE, _NOT_BASE[setting.kind]


def _facts(span: Span, context: Context, money: MoneyRange) -> Facts:
    return Facts(
        low=money.low,
        high=money.high,
        currency=money.currency,
        period=money.period,
        period_stated=money.period_stated,
        digits=tuple([end.number.digits for end in span.ends]),
        scaled=span.low.scale is not None or span.high.scale is not None,
        country=context.country,
        level=context.level,
    )
