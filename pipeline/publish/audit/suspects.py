"""Pay that is far from what the same table states for the role and country.

A row is compared with the median of its cell on a log scale. The distance is counted in robust
standard deviations (1.4826 times the median absolute deviation, at least 0.15), and more than
THRESHOLD of them make a suspect. Nothing is left out for it: a person has to look.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

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


def suspects(rows: Sequence[AuditRow]) -> list[Suspect]:
    """Return suspect rows, the farthest first. Flagged pay and duplicates are not judged."""
    judged = [r for r in rows if r.sound and r.currency and r.country and not r.duplicate_of]
    cells = _cells(judged, _role_key, ROLE_ROWS) | _cells(judged, _country_key, COUNTRY_ROWS)
    found = [pair for row in judged for pair in _judged(row, cells)]
    return [suspect for _, suspect in sorted(found, key=lambda pair: (-pair[0], pair[1].row))]


def _role_key(row: AuditRow) -> Key:
    """Return the cell of a row: role, country, currency, and who is paid unlike the others."""
    return (row.role, row.country, row.currency, _apart(row))


def _country_key(row: AuditRow) -> Key:
    return ("all roles", row.country, row.currency, _apart(row))


def _apart(row: AuditRow) -> str:
    """Return why a row is compared only with others of its kind; empty for most rows."""
    if row.is_intern:
        return "interns"
    return "by the hour or day" if row.period in ("hour", "day") else ""


def _cells(
    rows: Sequence[AuditRow], key_of: Callable[[AuditRow], Key], least: int
) -> dict[Key, _Cell]:
    logs: dict[Key, list[float]] = defaultdict(list)
    for row in rows:
        logs[key_of(row)].append(math.log(row.sound or 1))
    return {key: _cell(values) for key, values in logs.items() if key[0] and len(values) >= least}


def _cell(logs: Sequence[float]) -> _Cell:
    center = median(logs)
    deviation = median(abs(value - center) for value in logs)
    return _Cell(center, max(1.4826 * deviation, LEAST_SPREAD), len(logs))


def _judged(row: AuditRow, cells: Mapping[Key, _Cell]) -> Iterator[tuple[float, Suspect]]:
    """Yield the distance and the suspect where a row is far from its cell."""
    key = _role_key(row) if _role_key(row) in cells else _country_key(row)
    cell = cells.get(key)
    if cell is None or not row.sound:
        return
    distance = abs(math.log(row.sound) - cell.center) / cell.spread
    if distance > THRESHOLD:
        usual = math.exp(cell.center)
        yield (
            distance,
            Suspect(
                row.number, row.key, row.employer, row.title, row.text,
                round(row.sound, 2), row.currency, ", ".join(filter(None, (*key[:2], key[3]))),
                round(usual, 2), cell.rows, _guess(row, row.sound / usual),
            ),
        )  # fmt: skip


def _guess(row: AuditRow, ratio: float) -> str:
    """Return what pay of a year may be instead; empty for no guess."""
    if row.period not in ("", "year"):
        return ""
    return next((words for low, high, words in GUESSES if low <= ratio <= high), "")
