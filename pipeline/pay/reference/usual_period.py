"""The usual period of an amount without one, by country, currency and size."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from models.vocab import Period
from pipeline.rules.rulebook import read_rules


@dataclass(frozen=True, slots=True)
class UsualPeriod:
    """Amounts from `above` up to, but not including, `below` are for `period`; see `evidence`."""

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
    """Return (period, evidence) for an amount without a period; (None, "") if unknown."""
    for key in ((country or "", currency or ""), ("", currency or "")):
        for rule in _rules().get(key, ()):
            if amount >= rule.above and (rule.below is None or amount < rule.below):
                return Period(rule.period), rule.evidence
    return None, ""


@cache
def _rules() -> Mapping[tuple[str, str], list[UsualPeriod]]:
    rules: dict[tuple[str, str], list[UsualPeriod]] = {}
    for rule in read_rules("pay_habits.csv", UsualPeriod):
        rules.setdefault((rule.country, rule.currency), []).append(rule)
    return rules
