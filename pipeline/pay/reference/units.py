"""Read the unit cell of a source into a pay period: `per-hour-wage`, `1 YEAR`, `BW`, `uur`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from models.vocab import Period
from pipeline.caches import cached_file, cached_reader
from pipeline.pay.lexing.tokens import Token, tokenize
from pipeline.rules.rows.pay import UnitRule
from pipeline.rules.rulebook import read_rules

_NUMBERED = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)[ -]?([a-z]+)", re.ASCII)
# what a number of periods is counted as: times and period
_SAME_TIME = {
    (Decimal(number), period): (Decimal(times), of)
    for number, period, times, of in (
        *((1, period, 1, period) for period in Period),
        *((times, "week", times, "week") for times in (2, 4)),
        *((times, "month", times, "month") for times in ("0.5", 2, 3, 4, 6)),
        ("0.25", "year", 3, "month"),
        ("0.5", "year", 6, "month"),
        (12, "month", 1, "year"),
        (52, "week", 1, "year"),
    )
}


@cached_reader(1024)
def stated_time(value: str, country: str | None = None) -> tuple[Period | None, Decimal]:
    """Return (period, times) of a period word's value: `2 week`, `month`; None if no time.

    A word may mean another time in a country: `year|UA hour`.
    """
    usual, *local = value.split("|")
    there = (other[3:] for other in local if other[:2] == country)
    times, _, period = next(there, usual).rpartition(" ")
    return (Period(period) if period else None), Decimal(times or 1)


def fact_of(period: str, times: Decimal) -> str:
    """Return the fact that an amount was stated for several periods or a part: per_2_week."""
    return f"per_{f'{times:f}' if times > 1 else 'half'}_{period}"


@cached_reader(1024)
def unit_of(cell: str) -> UnitRule | None:
    """Return the rule for a unit cell: from pay_units.csv, else from the words of pay texts."""
    words = "".join(c if c.isalnum() else " " for c in cell.lower())
    known = _units().get(" ".join(words.split()))
    return known or _several(cell) or _as_in_texts(cell)


def facts_of(cell: str) -> tuple[str, ...]:
    """Return the other facts of a unit cell: `per_2_week` for a fortnight, `gross`."""
    unit = unit_of(cell)
    stated = tuple(t.value("fact") for t in tokenize(cell) if t.has("fact"))
    if unit is None or unit.times == 1:
        return stated
    return (fact_of(unit.period or "", unit.times), *stated)


def _several(cell: str) -> UnitRule | None:
    """Return the rule for a number of a known unit: `0.5 MONTH`, `2-WEEK`; None for other cells."""
    found = _NUMBERED.fullmatch(cell.strip().lower())
    unit = _units().get(found[2]) if found else None
    if found is None or unit is None or unit.period is None:
        return None
    times = _SAME_TIME.get((Decimal(found[1]) * unit.times, unit.period))
    if times is None:
        return None
    return replace(unit, phrase=cell, period=Period(times[1]), times=times[0])


def _as_in_texts(cell: str) -> UnitRule | None:
    value = next(stated_periods(tokenize(cell)), None)
    if value is None:
        return None
    period, times = stated_time(value)
    return UnitRule(cell, period, times, "", "")


def stated_periods(tokens: Iterable[Token]) -> Iterator[str]:
    """Yield the values of the period words; a bare unit needs an amount before it."""
    yield from (t.value("period") for t in tokens if t.has("period") and t.how("period") != "bare")


@cached_file
def _units() -> dict[str, UnitRule]:
    return {rule.phrase: rule for rule in read_rules(UnitRule)}
