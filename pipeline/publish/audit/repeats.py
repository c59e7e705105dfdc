"""Rows of a table that repeat another: exactly, but for their ids, or as the same job."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.publish.audit.audit_row import AuditRow
from pipeline.rules.rows.tables import Meaning
from pipeline.tables.first_numbers import FirstNumbers
from pipeline.tables.read import PostingTable
from pipeline.tables.repeated_rows import row_digest

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
    """Finds rows with the cells of an earlier row, without keeping the cells.

    The reader of the table knows which rows have all cells of an earlier one (`SameCells`).
    """

    def __init__(self, table: PostingTable) -> None:
        columns = table.table.columns
        ids = {use.column for use in table.columns.uses if use.meaning in IDENTITY}
        self._content = [n for n, name in enumerate(columns) if name not in ids]
        self._has_ids = len(self._content) < len(columns)
        self._first_of, self._part = table.reader.first_of, FirstNumbers()

    def first(self, number: int, cells: Sequence[str]) -> tuple[int, int]:
        """Return the first row with these cells, and the first with these but for ids."""
        whole = self._first_of.get(number, number)
        if not self._has_ids:
            return whole, whole
        return whole, self._part.first(row_digest([cells[n] for n in self._content]), number)


class RepeatCounts:
    """Counts rows that repeat an earlier one, as they come."""

    def __init__(self, prints: CellPrints) -> None:
        self._prints = prints
        self._counts = dict.fromkeys(("identical", "but_id", "same_job"), 0)
        self._examples: dict[str, list[Repeat]] = {kind: [] for kind in self._counts}
        self._ids, self._numbers = array("q"), array("I")

    def add(self, row: AuditRow, cells: Sequence[str]) -> bool:
        """Count a row; return whether it is exactly the same as an earlier one."""
        self._ids.append(hash(row.posting_id))
        self._numbers.append(row.number)
        whole, part = self._prints.first(row.number, cells)
        if whole < row.number:
            self._count("identical", row, whole)
        elif part < row.number:
            self._count("but_id", row, part)
        elif row.duplicate_of:
            self._count("same_job", row)
        return whole < row.number

    def repeats(self) -> Repeats:
        """Return the counts and the examples."""
        return Repeats(**self._counts, examples=self._examples)

    def _count(self, kind: str, row: AuditRow, first: int | None = None) -> None:
        self._counts[kind] += 1
        if len(self._examples[kind]) < EXAMPLES:
            first = self._number_of(row.duplicate_of) if first is None else first
            self._examples[kind].append(Repeat(row.number, first, row.title))

    def _number_of(self, posting_id: str) -> int:
        """Return the number of the first row so far of a posting; 0 where there is none."""
        wanted = hash(posting_id)
        return self._numbers[self._ids.index(wanted)] if wanted in self._ids else 0
