"""Pay that is far from what the same table states for the role and country.

A row is compared with the median of its cell on a log scale. The distance is counted in robust
standard deviations (1.4826 times the median absolute deviation, at least 0.15), and more than
THRESHOLD of them make a suspect. Nothing is left out for it: a person has to look.
"""

import json
import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, BinaryIO

from pipeline.publish.audit.audit_row import AuditRow

THRESHOLD = 3.5
LEAST_SPREAD = 0.15
"""Standard deviation of log pay that a cell has at least: equal bands alone
would make all others far."""
ROLE_ROWS = 10
COUNTRY_ROWS = 30
"""Rows that a role in a country, and a country alone, need to be compared with."""
GUESSES = (
    (0.0002, 0.0020, "an hour\u2019s or a thousandth of a year\u2019s"),
    (0.0030, 0.0058, "a day\u2019s"),
    (0.0140, 0.0300, "a week\u2019s"),
    (0.0500, 0.1600, "a month\u2019s"),
    (600.0, 1700.0, "times a thousand"),
)
"""What a ratio to the median may come from: from, to, in words."""

ALL_ROLES = "all roles"
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A row with suspect pay: its middle a year, the median of its cell, and what it may be."""

    row: int
    key: str
    employer: str
    title: str
    text: str
    amount: float
    currency: str
    cell: str
    cell_median: float
    cell_rows: int
    guess: str


@dataclass(frozen=True, slots=True)
class _Cell:
    """The median and the spread of the log of pay, and the number of rows."""

    center: float
    spread: float
    rows: int


class JudgedRows:
    """Rows with sound pay, to be judged when all are known: numbers in memory, `texts` in a file.

    Flagged pay and duplicates are not judged.
    """

    def __init__(self, texts: BinaryIO) -> None:
        self._texts, self._end = texts, 0
        self._keys: dict[Key, int] = {}
        self._logs: list[array[float]] = []
        self._columns: list[array[Any]] = [array(kind) for kind in "IIdQ"]

    def add(self, row: AuditRow) -> None:
        """Add a row, if it is one to be judged."""
        if not (row.sound and row.currency and row.country and not row.duplicate_of):
            return
        log = math.log(row.sound)
        keys = (self._key(_role_key(row), log), self._key(_country_key(row), log))
        for column, value in zip(self._columns, (*keys, log, self._end), strict=True):
            column.append(value)
        kept = (row.number, row.key, row.employer, row.title, row.text, row.sound, row.period)
        self._end += self._texts.write(json.dumps(kept).encode() + b"\n")

    def suspects(self) -> list[Suspect]:
        """Return suspect rows, the farthest first."""
        names = list(self._keys)
        cells = [self._cell(number, name) for number, name in enumerate(names)]
        found = []
        for role, country, log, at in zip(*self._columns, strict=True):
            key = role if cells[role] is not None else country
            cell = cells[key]
            if cell and (distance := abs(log - cell.center) / cell.spread) > THRESHOLD:
                found.append((distance, self._suspect(at, names[key], cell)))
        return [suspect for _, suspect in sorted(found, key=lambda one: (-one[0], one[1].row))]

    def _key(self, key: Key, log: float) -> int:
        """Return the number of a cell, and add a log of pay to it."""
        number = self._keys.setdefault(key, len(self._keys))
        if number == len(self._logs):
            self._logs.append(array("d"))
        self._logs[number].append(log)
        return number

    def _cell(self, number: int, key: Key) -> _Cell | None:
        """Return a cell with enough rows to compare with; None for any other."""
        logs, least = self._logs[number], COUNTRY_ROWS if key[0] == ALL_ROLES else ROLE_ROWS
        return _cell(logs) if key[0] and len(logs) >= least else None

    def _suspect(self, at: int, key: Key, cell: _Cell) -> Suspect:
        self._texts.seek(at)
        number, own, employer, title, text, sound, period = json.loads(self._texts.readline())
        usual = math.exp(cell.center)
        return Suspect(
            number, own, employer, title, text, round(sound, 2), key[2],
            ", ".join(filter(None, (*key[:2], key[3]))), round(usual, 2), cell.rows,
            _guess(period, sound / usual),
        )  # fmt: skip


def _role_key(row: AuditRow) -> Key:
    """Return the cell of a row: role, country, currency, and who is paid unlike the others."""
    return (row.role, row.country, row.currency, _apart(row))


def _country_key(row: AuditRow) -> Key:
    return (ALL_ROLES, row.country, row.currency, _apart(row))


def _apart(row: AuditRow) -> str:
    """Return why a row is compared only with others of its kind; empty for most rows."""
    if row.is_intern:
        return "interns"
    return "by the hour or day" if row.period in ("hour", "day") else ""


def _cell(logs: Sequence[float]) -> _Cell:
    center = median(logs)
    deviation = median(abs(value - center) for value in logs)
    return _Cell(center, max(1.4826 * deviation, LEAST_SPREAD), len(logs))


def _guess(period: str, ratio: float) -> str:
    """Return what pay of a year may be instead; empty for no guess."""
    if period not in ("", "year"):
        return ""
    return next((words for low, high, words in GUESSES if low <= ratio <= high), "")
