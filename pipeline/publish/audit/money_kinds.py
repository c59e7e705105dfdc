"""The currencies and periods that the pay of a table is in."""

from collections import Counter, defaultdict
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


class MoneyCounts:
    """Counts rows that state pay, by its currency and period, and by the country."""

    def __init__(self) -> None:
        self._rows: Counter[tuple[str, str]] = Counter()
        self._flagged: Counter[tuple[str, str]] = Counter()
        self._countries: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, row: AuditRow) -> None:
        """Count one row."""
        if row.stated is None:
            return
        kind = row.currency, row.period
        self._rows[kind] += 1
        self._flagged[kind] += bool(row.flags)
        if row.country and row.currency:
            self._countries[row.country][row.currency] += 1

    def kinds(self) -> list[MoneyKind]:
        """Return the combinations of currency and period, the most frequent first."""
        order = sorted(self._rows, key=lambda kind: (-self._rows[kind], kind))
        return [MoneyKind(*kind, self._rows[kind], self._flagged[kind]) for kind in order]

    def mixed(self) -> list[MixedCountry]:
        """Return the countries with pay in several currencies, those with most such rows first."""
        several = {c: n for c, n in self._countries.items() if len(n) > 1}
        mixed = [MixedCountry(c, dict(n.most_common())) for c, n in several.items()]
        return sorted(mixed, key=lambda m: (-sum(m.currencies.values()), m.country))
