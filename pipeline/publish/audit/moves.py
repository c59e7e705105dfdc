"""How far medians move when a table is cleaned, by role and country."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.figures.policy import FEWEST_JOBS
from pipeline.publish.audit.audit_row import AuditRow


@dataclass(frozen=True, slots=True)
class Move:
    """The median of a role in a country before and after cleaning, in `currency` a year.

    Before: every row that states an amount in this currency or in none, a period that isn't
    stated being a year. After: sound pay only, each job and each identical row once.
    `without_suspects` also leaves out suspects. A median of fewer than 5 rows is None.
    """

    role: str
    country: str
    currency: str
    rows_before: int
    rows_after: int
    before: float | None
    after: float | None
    without_suspects: float | None

    @property
    def change(self) -> float | None:
        """The relative change of the median, such as -0.04."""
        if self.before is None or self.after is None or not self.before:
            return None
        return self.after / self.before - 1


def moves(
    rows: Sequence[AuditRow], suspect: frozenset[int], repeated: frozenset[int] = frozenset()
) -> list[Move]:
    """Return the moves of countries (role empty) and roles, those with most rows first.

    `suspect` are the numbers of suspect rows, `repeated` of rows that are the same as an earlier
    one. A country's figures are in the currency that most of its sound pay is in.
    """
    currencies = _currencies(rows)
    groups: dict[tuple[str, str], list[AuditRow]] = defaultdict(list)
    for row in rows:
        if row.stated is not None and row.currency in ("", currencies.get(row.country)):
            groups[row.country, ""].append(row)
            if row.role:
                groups[row.country, row.role].append(row)
    found = [
        _move((role, country, currencies[country]), mine, suspect, repeated)
        for (country, role), mine in groups.items()
        if len(mine) >= FEWEST_JOBS
    ]
    size = Counter({country: len(mine) for (country, role), mine in groups.items() if not role})
    return sorted(
        found, key=lambda m: (-size[m.country], m.country, m.role != "", -m.rows_before, m.role)
    )


def _currencies(rows: Iterable[AuditRow]) -> dict[str, str]:
    """Return the currency of each country: the one that most of its sound pay is in."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.country and ";" not in row.country and row.currency and row.sound is not None:
            counts[row.country][row.currency] += 1
    return {country: max(many, key=lambda c: (many[c], c)) for country, many in counts.items()}


def _move(
    cell: tuple[str, str, str],
    rows: Sequence[AuditRow],
    suspect: frozenset[int],
    repeated: frozenset[int],
) -> Move:
    before = [row.stated for row in rows if row.stated is not None]
    once = [row for row in rows if not row.duplicate_of and row.number not in repeated]
    after = {row.number: row.sound for row in once if row.sound is not None}
    clear = [sound for number, sound in after.items() if number not in suspect]
    medians = (_median(before), _median([*after.values()]), _median(clear))
    return Move(*cell, len(before), len(after), *medians)


def _median(amounts: Sequence[float]) -> float | None:
    return median(amounts) if len(amounts) >= FEWEST_JOBS else None
