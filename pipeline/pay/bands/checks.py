"""Check the amounts of a band: return the flags that keep it out of statistics, with reasons."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from models.vocab import Flag, Level, Period
from pipeline.caches import cached_reader
from pipeline.pay.reference.bounds import Bounds, bounds

WIDEST = Decimal(10)  # offers with commission go up to eight times; a missing digit makes ten times
_WIDE_AT_CEILING = Decimal(5)
_FILLER_DIGITS = 5
_THOUSAND = Decimal(1000)
# The amounts themselves are unreliable: no annual amounts are computed from them.
DISTRUSTED = frozenset(
    {
        Flag.TOO_WIDE,
        Flag.BELOW_FLOOR,
        Flag.ABOVE_CEILING,
        Flag.SCALE_SUSPECT,
        Flag.PERIOD_MISMATCH,
        Flag.MIXED_CURRENCY,
        Flag.UNREAD_FIGURE,
    }
)


class Facts(NamedTuple):
    """The input of the checks. Amounts are in units of `currency` for one `period`.

    `digits` are the digits of each end as written, before any scale. `scaled` means that a
    scale was written, `period_stated` that the period was.
    """

    low: Decimal | None
    high: Decimal | None
    currency: str | None
    period: Period | None
    period_stated: bool = False
    digits: tuple[str, ...] = ()
    scaled: bool = False
    country: str | None = None
    level: Level | None = None

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """The ends that are stated."""
        low, high = self.low, self.high
        if low is not None and high is not None:
            return low, high
        return tuple(end for end in (low, high) if end is not None)


def check(facts: Facts) -> tuple[tuple[Flag, str], ...]:
    """Return the flags of a band in a fixed order, each with its reason."""
    return (*_placeholder(facts), *_too_wide(facts), *_out_of_bounds(facts), *_no_period(facts))


def _placeholder(facts: Facts) -> Iterator[tuple[Flag, str]]:
    """Flag amounts that only fill a field. A cent may be real where pay is per word or page."""
    alone = len(set(facts.digits)) == 1 and all(end % 1 == 0 for end in facts.ends)
    for figure in facts.digits:
        if _is_filler(figure, alone=alone, stated=facts.period_stated):
            yield Flag.PLACEHOLDER, f"{figure} is typed to fill a field"
            return
    priced = facts.period_stated and facts.period is None
    if min(facts.ends) <= 1 and not priced:
        yield Flag.PLACEHOLDER, f"{min(facts.ends)} means that no amount is stated"


def _is_filler(figure: str, *, alone: bool, stated: bool) -> bool:
    """Return whether a figure only fills a field: 1111111, 123456, a single 99999 or bare 55555.

    These are real: `75,000 - 99,999`, 33,333.33 a month, 77,777 a year, 1,111 yen an hour.
    """
    if len(figure) < _FILLER_DIGITS:
        return False
    kinds = set(figure)
    if kinds == {"1"} or "1234567890".startswith(figure):
        return True
    repeated = kinds == {"9"} or (len(kinds) == 1 and (not stated or len(figure) > _FILLER_DIGITS))
    return repeated and kinds != {"0"} and alone


def _too_wide(facts: Facts) -> Iterator[tuple[Flag, str]]:
    """Flag ends too far apart; at the ceiling less is too far: `139,900 - 1,000,000`."""
    if not facts.low or not facts.high:
        return
    limit = _bounds(facts, facts.period)
    at_ceiling = limit is not None and facts.high >= limit.ceiling
    if facts.high >= (_WIDE_AT_CEILING if at_ceiling else WIDEST) * facts.low:
        yield Flag.TOO_WIDE, f"the upper end is {facts.high / facts.low:.0f} times the lower"


def _out_of_bounds(facts: Facts) -> Iterator[tuple[Flag, str]]:
    limit = _bounds(facts, facts.period)
    ends = [end for end in facts.ends if end > 1]
    if limit is None or not ends:
        return
    if min(ends) < limit.floor:
        yield Flag.BELOW_FLOOR, _words(min(ends), "below", limit.floor, facts, limit)
        yield from _misfits(facts, ends, small=True)
    if max(ends) > limit.ceiling:
        yield Flag.ABOVE_CEILING, _words(max(ends), "above", limit.ceiling, facts, limit)
        yield from _misfits(facts, ends, small=False)


def _misfits(facts: Facts, ends: list[Decimal], *, small: bool) -> Iterator[tuple[Flag, str]]:
    """Yield what else the figure may be: for another period, or wrong by a thousand."""
    if facts.period_stated and facts.period is not None:
        for period in Period:
            other = _bounds(facts, period)
            shorter = _fits(ends, other) and period is not facts.period
            if shorter:
                why = f"it would be sound for one {period.value}"
                yield Flag.PERIOD_MISMATCH, why
                break
    factor = _THOUSAND if small else 1 / _THOUSAND
    unscaled = small != facts.scaled
    if unscaled and _fits([end * factor for end in ends], _bounds(facts, facts.period)):
        yield Flag.SCALE_SUSPECT, f"it would be sound {'with' if small else 'without'} thousands"


def _no_period(facts: Facts) -> Iterator[tuple[Flag, str]]:
    """Flag `120 - 160` without a period: too high for an hour, plausible as thousands a year."""
    ends = facts.ends
    if facts.period is not None or facts.period_stated or facts.scaled or not ends:
        return
    hour = _bounds(facts, Period.HOUR)
    year = _bounds(facts, Period.YEAR)
    if hour is None or year is None or min(ends) < 100 or max(ends) >= _THOUSAND:
        return
    if _fits([end * _THOUSAND for end in ends], year) and min(ends) * 3 > hour.ceiling:
        yield Flag.SCALE_SUSPECT, "it would be sound with thousands for one year"


def _fits(ends: list[Decimal], limit: Bounds | None) -> bool:
    return limit is not None and limit.floor <= min(ends) and max(ends) <= limit.ceiling


def _bounds(facts: Facts, period: Period | None) -> Bounds | None:
    if facts.currency is None or period is None:
        return None
    return bounds(facts.currency, period, country=facts.country, level=facts.level)


def _words(end: Decimal, side: str, edge: Decimal, facts: Facts, limit: Bounds) -> str:
    period = facts.period.value if facts.period else ""
    why = _evidence(limit.evidence, "Floor:" if side == "below" else "Ceiling:")
    return f"{end:,f} is {side} {edge:,.0f} {facts.currency} a {period}: {why}"


@cached_reader(1024)
def _evidence(text: str, head: str) -> str:
    """Return the part of a rule's evidence about one bound: `Floor: ... Ceiling: ...`."""
    _, found, own = text.partition(head)
    return re.split(r"\s*(?:Floor|Ceiling):", own)[0].strip() if found else text
