"""Audit a cleaned table: bring its findings together."""

import tempfile
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.publish.audit.audit_row import AuditRow
from pipeline.publish.audit.faults import Fault, FaultKind, fault, kinds
from pipeline.publish.audit.missing import MissingCounts, SourceMissing
from pipeline.publish.audit.money_kinds import MixedCountry, MoneyCounts, MoneyKind
from pipeline.publish.audit.moves import Move, PayCells
from pipeline.publish.audit.repeats import CellPrints, RepeatCounts, Repeats
from pipeline.publish.audit.suspects import JudgedRows, Suspect
from pipeline.tables.pay_choice import PayChoice
from pipeline.tables.read import PostingTable


@dataclass(frozen=True, slots=True)
class Audit:
    """The findings about a table. `statuses` and `issues` count rows by salary status and code."""

    table: PostingTable
    rules: str
    rows: int
    statuses: Counter[str]
    issues: Counter[str]
    repeats: Repeats
    faults: list[Fault]
    kinds: list[FaultKind]
    suspects: list[Suspect]
    money: list[MoneyKind]
    mixed: list[MixedCountry]
    columns: tuple[str, ...]
    missing: list[SourceMissing]
    moves: list[Move]

    @property
    def stated(self) -> int:
        """Rows that state pay."""
        return self.statuses.total() - self.statuses["absent"]

    @property
    def read(self) -> int:
        """Rows with pay that was read, trusted or not."""
        return self.statuses["ok"] + self.statuses["flagged"]


def audit(
    table: PostingTable,
    cleaned: Iterable[AuditRow],
    rules: str,
    numbers: Container[int] | None = None,
    choice: PayChoice | None = None,
) -> Audit:
    """Return the audit of a table; `cleaned` are its rows in their order, duplicates marked.

    `rules` is the version of code, rules and exchange rates. With `numbers` only these rows are
    audited, counted from 1, and `cleaned` has no others. `choice` says which of them, counted from
    1, gives its job its pay; without it that is the first row.
    """
    paying = choice or PayChoice({})
    missing = MissingCounts(table.table.columns, table.columns)
    with tempfile.TemporaryFile() as texts:
        counts = _Counts(JudgedRows(texts), CellPrints(table))
        rows = zip(_cells(table, numbers), cleaned, strict=True)
        for place, (cells, row) in enumerate(rows, 1):
            payer = paying.payer(row.posting_id)
            counts.add(row, cells, pays=payer == place if payer else not row.duplicate_of)
            missing.add(row.source, cells)
        return counts.audit(table, rules, missing)


def _cells(table: PostingTable, numbers: Container[int] | None) -> Iterator[Sequence[str]]:
    for number, cells in enumerate(table.table.rows(), 1):
        if numbers is None or number in numbers:
            yield cells


class _Counts:
    """What is counted of the rows as they come; no row is kept."""

    def __init__(self, judged: JudgedRows, prints: CellPrints) -> None:
        self.rows = 0
        self.statuses, self.issues = Counter[str](), Counter[str]()
        self.repeats, self.money, self.pay = RepeatCounts(prints), MoneyCounts(), PayCells()
        self.faults: list[Fault] = []
        self.judged = judged

    def add(self, row: AuditRow, cells: Sequence[str], *, pays: bool) -> None:
        """Count one row, with its cells as they stand; `pays`: its pay is that of its job."""
        self.rows += 1
        self.statuses[row.status] += 1
        self.issues.update(row.issues)
        if row.status == "flagged":
            self.faults.append(fault(row))
        identical = self.repeats.add(row, cells)
        self.money.add(row)
        self.judged.add(row)
        self.pay.add(row, once=not identical and pays)

    def audit(self, table: PostingTable, rules: str, missing: MissingCounts) -> Audit:
        """Return the audit, once all rows are counted."""
        suspect = self.judged.suspects()
        return Audit(
            table=table,
            rules=rules,
            rows=self.rows,
            statuses=self.statuses,
            issues=self.issues,
            repeats=self.repeats.repeats(),
            faults=self.faults,
            kinds=kinds(self.faults),
            suspects=suspect,
            money=self.money.kinds(),
            mixed=self.money.mixed(),
            columns=missing.columns,
            missing=missing.by_source(),
            moves=self.pay.moves(frozenset(one.row for one in suspect)),
        )
