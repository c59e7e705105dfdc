"""How far medians move when a table is cleaned, by role and country."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.figures.policy import FEWEST_JOBS
from pipeline.publish.audit.audit_row import AuditRow

Key = tuple[str, str, str]
"""Country, role and currency."""
NOT_OF_A_REPORT = (
    "These are not the medians of a report of the table: with them are internships, contracts, "
    "part-time and net pay, jobs of any field, and jobs without an employer or a day; a report "
    "leaves these out, or shows them apart."
)
"""A report counts by `figures/population.py`; an audit is of the table as it is."""


@dataclass(frozen=True, slots=True)
class Move:
    """The median of a role in a country before and after cleaning, in `currency` a year.

    Before: every row that states both ends in this currency or in none, a period that isn't
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


class PayCells:
    """Pay of rows as it is stated and as it is sound, by country, role and currency.

    A figure is 8 bytes: the rows themselves are not kept.
    """

    def __init__(self) -> None:
        self._cells: dict[Key, _Pay] = defaultdict(_Pay)
        self._sound: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, row: AuditRow, *, once: bool) -> None:
        """Add one row; `once` says that it repeats no earlier row or job."""
        if row.country and ";" not in row.country and row.currency and row.sound is not None:
            self._sound[row.country][row.currency] += 1
        if row.stated is None:
            return
        cell = self._cells[row.country, row.role, row.currency]
        cell.stated.append(row.stated)
        if once and row.sound is not None:
            cell.numbers.append(row.number)
            cell.sound.append(row.sound)

    def moves(self, suspect: frozenset[int]) -> list[Move]:
        """Return the moves of countries (role empty) and roles, those with most rows first.

        `suspect` are the numbers of suspect rows. A country's figures are in the currency that
        most of its sound pay is in.
        """
        currencies = {
            country: max(many, key=lambda c: (many[c], c)) for country, many in self._sound.items()
        }
        groups = self._groups(currencies)
        found = [
            _move((role, country, currencies[country]), mine, suspect)
            for (country, role), mine in groups.items()
            if sum(len(pay.stated) for pay in mine) >= FEWEST_JOBS
        ]
        size = {
            country: sum(len(pay.stated) for pay in mine)
            for (country, role), mine in groups.items()
            if not role
        }
        return sorted(
            found, key=lambda m: (-size[m.country], m.country, m.role != "", -m.rows_before, m.role)
        )

    def _groups(self, currencies: Mapping[str, str]) -> dict[tuple[str, str], list["_Pay"]]:
        """Return the pay of each country and of each role in it, in its currency or in none."""
        groups: dict[tuple[str, str], list[_Pay]] = defaultdict(list)
        for (country, role, currency), pay in self._cells.items():
            if country in currencies and currency in ("", currencies[country]):
                groups[country, ""].append(pay)
                if role:
                    groups[country, role].append(pay)
        return groups


class _Pay:
    """The stated pay of a cell; sound pay, each job once, and the numbers of its rows."""

    __slots__ = ("numbers", "sound", "stated")

    def __init__(self) -> None:
        self.stated, self.sound, self.numbers = array("d"), array("d"), array("I")


def _move(cell: tuple[str, str, str], pay: Sequence[_Pay], suspect: frozenset[int]) -> Move:
    before = [amount for one in pay for amount in one.stated]
    after = [amount for one in pay for amount in one.sound]
    clear = [
        amount
        for one in pay
        for number, amount in zip(one.numbers, one.sound, strict=True)
        if number not in suspect
    ]
    return Move(*cell, len(before), len(after), _median(before), _median(after), _median(clear))


def _median(amounts: Sequence[float]) -> float | None:
    return median(amounts) if len(amounts) >= FEWEST_JOBS else None
