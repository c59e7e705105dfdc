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
    for key in ((country or "", currency or ""), ("", currency or "")):
        for rule in _rules().get(key, ()):
            if amount >= rule.above and (rule.below is None or amount < rule.below):
                return Period(rule.period), rule.evidence
    return None, ""


@cached_file
def _rules() -> Mapping[tuple[str, str], list[UsualPeriod]]:
    rules: dict[tuple[str, str], list[UsualPeriod]] = {}
    for rule in read_rules(UsualPeriod):
        rules.setdefault((rule.country, rule.currency), []).append(rule)
    return rules
