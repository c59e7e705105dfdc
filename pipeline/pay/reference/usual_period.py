"""Which period, where none is stated: what boards quote in that currency at that size."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from models.vocab import Period
from pipeline.rules.rulebook import read_rules


@dataclass(frozen=True, slots=True)
class UsualPeriod:
    """Amounts from `above` up to but without `below` are for a `period`, by the evidence given."""

    country: str
    currency: str
    above: Decimal
    below: Decimal | None
    period: str
    evidence: str
    example: str
    example_country: str
    reads: str


def usual_period(
    country: str | None, currency: str | None, amount: Decimal
) -> tuple[Period | None, str]:
    """Return (period, evidence) for an amount without one; (None, "") where it cannot be told."""
    for key in ((country or "", currency or ""), ("", currency or "")):
        for rule in _habits().get(key, ()):
            if amount >= rule.above and (rule.below is None or amount < rule.below):
                return Period(rule.period), rule.evidence
    return None, ""


@cache
def _habits() -> Mapping[tuple[str, str], list[UsualPeriod]]:
    habits: dict[tuple[str, str], list[UsualPeriod]] = {}
    for rule in read_rules("pay_habits.csv", UsualPeriod):
        habits.setdefault((rule.country, rule.currency), []).append(rule)
    return habits
