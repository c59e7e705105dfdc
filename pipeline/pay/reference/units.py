"""Read the unit cell of a source into a pay period: `per-hour-wage`, `1 YEAR`, `BW`, `uur`."""

from decimal import Decimal

from models.vocab import Period
from pipeline.caches import cached_file, cached_reader
from pipeline.pay.lexing.tokens import tokenize
from pipeline.rules.rows.pay import UnitRule
from pipeline.rules.rulebook import read_rules


@cached_reader(1024)
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
    return (f"per_{times}_{unit.period or ''}", *stated)


def _as_in_texts(cell: str) -> UnitRule | None:
    period = next((t.value("period") for t in tokenize(cell) if t.has("period")), None)
    return (
        None
        if period is None
        else UnitRule(cell, Period(period) if period else None, Decimal(1), "", "")
    )


@cached_file
def _units() -> dict[str, UnitRule]:
    return {rule.phrase: rule for rule in read_rules(UnitRule)}
