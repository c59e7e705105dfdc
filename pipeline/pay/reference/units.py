"""Read the unit cell of a source into a pay period: `per-hour-wage`, `1 YEAR`, `BW`, `uur`."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from pipeline.pay.lexing.tokens import tokenize
from pipeline.rules.rulebook import read_rules


@dataclass(frozen=True, slots=True)
class UnitRule:
    """A source's word for a unit of pay: `times` periods. `period` is empty if it is not a time."""

    unit: str
    period: str
    times: Decimal
    example: str
    reads: str


@lru_cache(maxsize=1024)
def unit_of(cell: str) -> UnitRule | None:
    """Return the rule for a unit cell: from pay_units.csv, else from the words of pay texts."""
    words = "".join(c if c.isalnum() else " " for c in cell.lower())
    known = _units().get(" ".join(words.split()))
    return known or _as_in_texts(cell)


def facts_of(cell: str) -> tuple[str, ...]:
    """Return the other facts of a unit cell: `per_2_week` for a fortnight, `gross`."""
    unit = unit_of(cell)
    stated = tuple(t.value("fact") for t in tokenize(cell) if t.has("fact"))
    if unit is None or unit.times == 1:
        return stated
    times = f"{unit.times:f}" if unit.times > 1 else "half"
    return (f"per_{times}_{unit.period}", *stated)


def _as_in_texts(cell: str) -> UnitRule | None:
    period = next((t.value("period") for t in tokenize(cell) if t.has("period")), None)
    return None if period is None else UnitRule(cell, period, Decimal(1), "", "")


@cache
def _units() -> dict[str, UnitRule]:
    return {rule.unit: rule for rule in read_rules("pay_units.csv", UnitRule)}
