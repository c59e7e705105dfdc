"""The usual period of an amount without one, by country, currency and size."""

from collections.abc import Mapping
from decimal import Decimal

from models.vocab import Period
from pipeline.caches import cached_file
from pipeline.rules.rows.pay import UsualPeriod
from pipeline.rules.rulebook import read_rules


def usual_period(
    country: str | None, currency: str | None, amount: Decimal
) -> tuple[Period | None, str]:
    """Return (period, evidence) for an amount without a period; (None, "") if unknown."""
    rule = usual_rule(country, currency, amount)
    return (Period(rule.period), rule.evidence) if rule else (None, "")


def usual_rule(country: str | None, currency: str | None, amount: Decimal) -> UsualPeriod | None:
    """Return the row that gives the period of an amount without one; None if there is none."""
    for key in ((country or "", currency or ""), ("", currency or "")):
        for rule in _rules().get(key, ()):
            if amount >= rule.above and (rule.below is None or amount < rule.below):
                return rule
    return None


@cached_file
def _rules() -> Mapping[tuple[str, str], list[UsualPeriod]]:
    rules: dict[tuple[str, str], list[UsualPeriod]] = {}
    for rule in read_rules(UsualPeriod):
        rules.setdefault((rule.country, rule.currency), []).append(rule)
    return rules
