"""Audit a cleaned table: bring its findings together."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from pipeline.publish.audit.audit_row import AuditRow, audit_row
from pipeline.publish.audit.faults import Fault, FaultKind, faults, kinds
from pipeline.publish.audit.missing import MissingCounts, SourceMissing
from pipeline.publish.audit.money_kinds import (
    MixedCountry,
    MoneyKind,
    mixed_countries,
    money_kinds,
)
from pipeline.publish.audit.moves import Move, moves
from pipeline.publish.audit.repeats import CellPrints, Repeats, identical, repeats
from pipeline.publish.audit.suspects import Suspect, suspects
from pipeline.tables.read import PostingTable
from pipeline.tables.rows import Compared


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
    cleaned: Iterable[Compared],
    rules: str,
    numbers: Container[int] | None = None,
) -> Audit:
    """Return the audit of a table; `cleaned` are its rows, cleaned, in their order.

    `rules` is the version of code, rules and exchange rates. With `numbers` only these rows are
    audited, counted from 1, and `cleaned` has no others.
    """
    prints = CellPrints(table.table.columns, table.columns)
    missing = MissingCounts(table.table.columns, table.columns)
    rows: list[AuditRow] = []
    firsts: list[tuple[int, int]] = []
    numbered = (
        (number, cells)
        for number, cells in enumerate(table.table.rows(), 1)
        if numbers is None or number in numbers
    )
    for (number, cells), one in zip(numbered, cleaned, strict=True):
        rows.append(audit_row(number, one))
        firsts.append(prints.first(number, cells))
        missing.add(one.posting.source, cells)
    return _audit(table, rules, rows, firsts, missing)


def _audit(
    table: PostingTable,
    rules: str,
    rows: Sequence[AuditRow],
    firsts: Sequence[tuple[int, int]],
    missing: MissingCounts,
) -> Audit:
    flagged, suspect = faults(rows), suspects(rows)
    far = frozenset(one.row for one in suspect)
    return Audit(
        table=table,
        rules=rules,
        rows=len(rows),
        statuses=Counter(row.status for row in rows),
        issues=Counter(code for row in rows for code in row.issues),
        repeats=repeats(rows, firsts),
        faults=flagged,
        kinds=kinds(flagged),
        suspects=suspect,
        money=money_kinds(rows),
        mixed=mixed_countries(rows),
        columns=missing.columns,
        missing=missing.by_source(),
        moves=moves(rows, far, identical(firsts)),
    )
