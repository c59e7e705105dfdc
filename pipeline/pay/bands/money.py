"""Evaluate the amounts of a band: shared scale, open ends, order, currency and period."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from models.vocab import Level, Origin, Period
from pipeline.pay.bands.checks import WIDEST
from pipeline.pay.grammar.amounts import Amount
from pipeline.pay.grammar.open_ends import Shape
from pipeline.pay.grammar.spans import Span
from pipeline.pay.grammar.surroundings import Modifiers
from pipeline.pay.reference.annual import quantize
from pipeline.pay.reference.bounds import bounds
from pipeline.pay.reference.currency import POINTED, choose_currency
from pipeline.pay.reference.units import stated_time
from pipeline.pay.reference.usual_period import usual_period

_SHARED_BELOW = Decimal(1000)  # below this, a figure without scale may share the other end's
# thousands stated only at the upper end; `$1 - $5,000` is not such a range
_UNSAID = ((Decimal(10), Decimal(1000)), (Decimal(1), Decimal(1_000_000)))
_AGREE = 4
_ROUND = 10  # thousands stated are round to a tenth of a thousand: `£45-52,500`
_CJK_SHARED_BELOW = Decimal(10000)  # 800〜1200万: up to four digits stand before 万


class Context(NamedTuple):
    """What the source says about the posting, besides the text being read.

    `timeless` means that the unit is not a time (a project). An amount is for `times` periods.
    `commission` means that the job is in a trade that is paid by commission. `introduced`,
    `tasks` and `cut` tell where an excerpt of a description stands, see `Excerpt`.
    """

    country: str | None = None
    currency: str | None = None
    period: Period | None = None
    origin: Origin = Origin.TEXT
    level: Level | None = None
    label: str | None = None
    ote: bool = False
    estimate: bool = False
    timeless: bool = False
    times: Decimal = Decimal(1)
    commission: bool = False
    introduced: bool = False
    cut: bool = False
    tasks: Callable[[], bool] = bool


class MoneyRange(NamedTuple):
    """Both ends in whole units of `currency` for one `period`; an open end is None."""

    low: Decimal | None
    high: Decimal | None
    inverted: bool
    currency: str | None
    currency_inferred: bool
    period: Period | None
    period_inferred: bool
    period_stated: bool

    @property
    def largest(self) -> Decimal:
        """The larger of the stated ends."""
        return max(end for end in (self.low, self.high) if end is not None)


def evaluate(span: Span, setting: Modifiers, context: Context) -> MoneyRange:
    """Return the amounts of a span in its context, with currency and period."""
    marks = span.low.marks if span.low is span.high else span.low.marks + span.high.marks
    marks = marks if _has_code(marks) else (*marks, *setting.marks)
    indian = span.low.indian or span.high.indian
    currency, guessed = choose_currency(marks, context.country, context.currency, indian=indian)
    low, high = _scaled(span)
    if context.origin in (Origin.TEXT, Origin.DESCRIPTION):
        low = _thousands(low, high)
    stated = setting.period is not None
    times = context.times if setting.period is None else stated_time(setting.period)[1]
    if times != 1:
        low, high = low / times, high / times
    period, inferred = _period(setting, context, currency, low, high)
    if period is Period.HOUR:
        low, high = _hourly(span, currency, context.country, low, high)
    low, high = quantize(low), quantize(high)
    bottom, top = _opened(span.shape, min(low, high), max(low, high))
    return MoneyRange(
        low=bottom,
        high=top,
        inverted=low > high and span.shape is Shape.RANGE,
        currency=currency,
        currency_inferred=guessed,
        period=period,
        period_inferred=inferred,
        period_stated=stated or context.timeless or (context.period is not None and not inferred),
    )


def _has_code(marks: tuple[str, ...]) -> bool:
    return any(not mark.startswith("?") for mark in marks)


def _scaled(span: Span) -> tuple[Decimal, Decimal]:
    """Return both ends. An end without a scale gets the other end's scale if it must have it."""
    low, high = span.low, span.high
    if low.scale is None and high.scale is not None and _may_share(low, high.scale):
        shared = low.scaled(high.scale)
        if shared <= high.value:
            return shared, high.value
    if high.scale is None and low.scale is not None and _may_share(high, low.scale):
        shared = high.scaled(low.scale)
        if shared >= low.value:
            return low.value, shared
    return low.value, high.value


def _thousands(low: Decimal, high: Decimal) -> Decimal:
    """Return the lower end in thousands for `40-50 000 kr`, `£45-50,000`, `5 - 7.000.000`.

    Both ends must agree: the upper one is round and at most four times the lower.
    """
    for least, factor in _UNSAID:
        fits = low * factor <= high <= low * factor * _AGREE
        if least <= low < _SHARED_BELOW and fits and high % (factor / _ROUND) == 0:
            return low * factor
    return low


def _may_share(bare: Amount, scale: Decimal) -> bool:
    myriad = scale % _CJK_SHARED_BELOW == 0
    return bare.value < (_CJK_SHARED_BELOW if myriad else _SHARED_BELOW)


def _opened(shape: Shape, low: Decimal, high: Decimal) -> tuple[Decimal | None, Decimal | None]:
    if shape is Shape.FROM:
        return low, None
    if shape is Shape.UPTO or (low == 0 and high > 0):
        return None, high
    return low, high


def _period(
    setting: Modifiers, context: Context, currency: str | None, low: Decimal, high: Decimal
) -> tuple[Period | None, bool]:
    """Return (period, whether it was inferred): the stated, else the source's, else the usual one.

    If the ends have different usual periods the lower end decides, because its amount is too
    small for a year. A lower end without a usual period does not decide.
    """
    if setting.period is not None:
        return stated_time(setting.period, context.country)[0], False
    if context.period is not None or context.timeless:
        return context.period, False
    usual, _ = usual_period(context.country, currency, max(low, high))
    if low < high < WIDEST * low:
        usual = usual_period(context.country, currency, low)[0] or usual
    elif 0 < low < high and usual_period(context.country, currency, low)[0] is not usual:
        usual = None  # the ends do not belong together: 14-43210
    elif usual is None and setting.months is not None:
        usual = Period.MONTH  # 4.500 € x 13
    return usual, usual is not None


def _hourly(
    span: Span, currency: str | None, country: str | None, low: Decimal, high: Decimal
) -> tuple[Decimal, Decimal]:
    """Read `25.500` an hour as 25.5 if 25,500 would be implausible.

    `95,000` is unchanged: decimals are never three zeros, so the figure is for another period.
    `$62,500` is unchanged too: a comma groups digits in that currency.
    """
    limit = bounds(currency, Period.HOUR, country=country) if currency else None
    if currency in POINTED and any("," in amount.number.written for amount in span.ends):
        return low, high
    others = [a.number.other if a.number.other is not None else a.value for a in span.ends]
    if limit is None or max(low, high) <= limit.ceiling:
        return low, high
    round_ = all(other == other.to_integral_value() for other in others)
    if round_ or min(others) < limit.floor or max(others) > limit.ceiling:
        return low, high
    return others[0], others[-1]
