"""The currencies and periods that the pay of a table is in."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.publish.audit.audit_row import AuditRow


@dataclass(frozen=True, slots=True)
class MoneyKind:
    """Rows that state pay in a currency for a period, and how many of them are flagged.

    Currency and period are empty where they are not known.
    """

    currency: str
    period: str
    rows: int
    flagged: int


@dataclass(frozen=True, slots=True)
class MixedCountry:
    """A country whose pay is in several currencies, with the rows of each."""

    country: str
    currencies: dict[str, int]


def money_kinds(rows: Sequence[AuditRow]) -> list[MoneyKind]:
    """Return the combinations of currency and period, the most frequent first."""
    stated = [row for row in rows if row.stated is not None]
    counts = Counter((row.currency, row.period) for row in stated)
    flagged = Counter((row.currency, row.period) for row in stated if row.flags)
    order = sorted(counts, key=lambda kind: (-counts[kind], kind))
    return [MoneyKind(*kind, counts[kind], flagged[kind]) for kind in order]


def mixed_countries(rows: Sequence[AuditRow]) -> list[MixedCountry]:
    """Return the countries with pay in several currencies, those with most such rows first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.stated is not None and row.country and row.currency:
            counts[row.country][row.currency] += 1
    mixed = [MixedCountry(c, dict(n.most_common())) for c, n in counts.items() if len(n) > 1]
    return sorted(mixed, key=lambda m: (-sum(m.currencies.values()), m.country))
