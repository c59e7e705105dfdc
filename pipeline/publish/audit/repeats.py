"""Rows of a table that repeat another: exactly, but for their ids, or as the same job."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.publish.audit.audit_row import AuditRow
from pipeline.rules.rows.tables import Meaning
from pipeline.tables.recognition.column_map import ColumnMap

IDENTITY = frozenset(
    {Meaning.SOURCE_KEY, Meaning.URL, Meaning.APPLY_URL, Meaning.FETCHED_AT, Meaning.EXTRA}
)
"""What differs where one posting was collected twice."""
EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Repeat:
    """A row that repeats an earlier one: the numbers of both, and the title."""

    row: int
    first: int
    title: str


@dataclass(frozen=True, slots=True)
class Repeats:
    """Counts of rows that repeat an earlier one, each row in one count, with examples of each."""

    identical: int = 0
    but_id: int = 0
    same_job: int = 0
    examples: dict[str, list[Repeat]] = field(default_factory=dict)


class CellPrints:
    """Finds rows with the cells of an earlier row, without keeping the cells."""

    def __init__(self, columns: Sequence[str], mapped: ColumnMap) -> None:
        ids = {use.column for use in mapped.uses if use.meaning in IDENTITY}
        self._content = [n for n, name in enumerate(columns) if name not in ids]
        self._has_ids = len(self._content) < len(columns)
        self._whole: dict[bytes, int] = {}
        self._part: dict[bytes, int] = {}

    def first(self, number: int, cells: Sequence[str]) -> tuple[int, int]:
        """Return the first row with these cells, and the first with these but for ids."""
        whole = self._whole.setdefault(_digest(cells), number)
        if not self._has_ids:
            return whole, whole
        return whole, self._part.setdefault(_digest([cells[n] for n in self._content]), number)


def repeats(rows: Iterable[AuditRow], firsts: Sequence[tuple[int, int]]) -> Repeats:
    """Return what repeats; `firsts` has what CellPrints found for each row."""
    numbers: dict[str, int] = {}
    found: dict[str, list[Repeat]] = {"identical": [], "but_id": [], "same_job": []}
    for row, (whole, part) in zip(rows, firsts, strict=True):
        numbers.setdefault(row.posting_id, row.number)
        if whole < row.number:
            found["identical"].append(Repeat(row.number, whole, row.title))
        elif part < row.number:
            found["but_id"].append(Repeat(row.number, part, row.title))
        elif row.duplicate_of:
            first = numbers.get(row.duplicate_of, 0)
            found["same_job"].append(Repeat(row.number, first, row.title))
    counts = {kind: len(many) for kind, many in found.items()}
    return Repeats(**counts, examples={kind: many[:EXAMPLES] for kind, many in found.items()})


def identical(firsts: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return the numbers of the rows that are exactly the same as an earlier one."""
    return frozenset(number for number, (whole, _) in enumerate(firsts, 1) if whole < number)


def _digest(cells: Sequence[str]) -> bytes:
    text = "\0".join(cells).encode("utf-8", "replace")
    return hashlib.blake2b(text, digest_size=16).digest()
