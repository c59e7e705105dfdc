"""Bounds of plausible pay, by currency, country, period and level."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from models.vocab import Level, Period
from pipeline.caches import cached_file, cached_reader
from pipeline.pay.reference.annual import per_year
from pipeline.rules.rows.pay import BoundRule
from pipeline.rules.rulebook import read_rules


class Bounds(NamedTuple):
    """Floor and ceiling in units of one currency for one period, the rule's evidence, its row."""

    floor: Decimal
    ceiling: Decimal
    evidence: str
    rule: str


@cached_reader(4_096)
def bounds(
    currency: str, period: Period, *, country: str | None = None, level: Level | None = None
) -> Bounds | None:
    """Return the bounds of the most specific rule, or None if no rule fits.

    If the period has no rule, the bounds of a year are divided by the periods of a year, and half
    the floor counts: weeks are longer than 40 hours in some countries. An hour and a day have at
    least that floor where the country has a rule for a year and none for them.
    """
    apart = level_apart(level)
    kind = apart.value if apart else ""
    exact = _closest(currency, period.value, country, kind)
    if exact is not None:
        floor = exact.floor if kind or exact.country else _least(exact, country)
        return Bounds(floor, exact.ceiling, exact.evidence, exact.source)
    year = _closest(currency, Period.YEAR.value, country, kind)
    if year is None:
        return None
    share = per_year(period)
    floor = year.floor / share * _SHORTER
    return Bounds(floor, year.ceiling / share, year.evidence, year.source)


_SHORTER = Decimal("0.5")
_FULL = (Period.HOUR, Period.DAY)  # a week and a month may be those of part-time work


def _least(rule: BoundRule, country: str | None) -> Decimal:
    """Return the floor of a rule for all countries, or half the year's floor of one if higher."""
    year = _rules().get((rule.currency, Period.YEAR.value, country or "", ""))
    if year is None or not country or rule.period not in _FULL:
        return rule.floor
    return max(rule.floor, year.floor / per_year(rule.period) * _SHORTER)


def level_apart(level: Level | None) -> Level | None:
    """Return the level that has its own bounds: executive or intern; None for others."""
    return _APART.get(level) if level else None


_APART = {
    Level.EXECUTIVE: Level.EXECUTIVE,
    Level.DIRECTOR: Level.EXECUTIVE,
    Level.INTERN: Level.INTERN,
}


def _closest(currency: str, period: str, country: str | None, kind: str) -> BoundRule | None:
    rules = _rules()
    for level in dict.fromkeys((kind, "")):
        for place in dict.fromkeys((country or "", "")):
            rule = rules.get((currency, period, place, level))
            if rule is not None:
                return rule
    return None


@cached_file
def _rules() -> Mapping[tuple[str, str, str, str], BoundRule]:
    rows = read_rules(BoundRule)
    return {(r.currency, r.period.value, r.country, r.level or ""): r for r in rows}
