"""Clean a user's table of postings on several cores (`payband clean`)."""

import hashlib
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.clean.employer.aliases import SHIPPED as SHIPPED_ALIASES
from pipeline.clean.employer.aliases import Aliases
from pipeline.clean.engine import version_with
from pipeline.disk import keep_input
from pipeline.errors import UsageError
from pipeline.few_sweeps import few_sweeps
from pipeline.fx.rates import SHIPPED, Rates
from pipeline.operate.engines.engine import DoneRows, Engine, TableWork
from pipeline.operate.engines.local_engine import LocalEngine
from pipeline.operate.progress import Progress, silent
from pipeline.operate.tables.clean_counts import CleanCounts
from pipeline.operate.tables.clean_issues import ISSUE_COLUMNS
from pipeline.operate.tables.finished_row import RowCleaner, named_duplicates
from pipeline.operate.tables.lent_pay import LentPay
from pipeline.operate.tables.row_output import RowOutput, row_output
from pipeline.operate.tables.without_usd import WithoutUsd
from pipeline.publish.export.byte_sink import ByteSink
from pipeline.publish.export.shape import ON_REQUEST
from pipeline.publish.export.table_out import check_ending, columns_with_extra, write_records
from pipeline.publish.overwrite_check import keep_export
from pipeline.tables.all_rows import all_rows
from pipeline.tables.read import (
    AS_FOUND,
    PostingTable,
    ReadingOptions,
    check_postings,
    posting_table,
)
from pipeline.tables.recognition.column_map import ColumnMap
from pipeline.tables.repeated_rows import JobMarks

KEPT_FORM = "texts of runs of columns, what pay is worth, what has no dollars, numbers of rows"
"""What a kept file holds of a row; another form than that of an earlier Payband begins anew."""


@dataclass(frozen=True, slots=True)
class TableOptions:
    """How a table is cleaned: how it is read, what is written beside it, where the work is done.

    `aliases` are other names of employers. What an audit has done is kept beside the file `beside`,
    which it is for. Without `engine` the work is done on `cores` cores here. `excel`: for Excel.
    `force`: a table without rows replaces a file that has rows.
    """

    reading: ReadingOptions = AS_FOUND
    issues: Path | None = None
    keep_extra: bool = False
    cores: int = 1
    progress: Progress = silent
    aliases: Aliases = SHIPPED_ALIASES
    beside: Path | None = None
    engine: Engine | None = None
    excel: bool = False
    force: bool = False

    @property
    def runs_on(self) -> Engine:
        """The engine that does the work."""
        return self.engine or LocalEngine(self.cores)


@dataclass(frozen=True, slots=True)
class TableOutcome:
    """What came of a table: its rows, how it was read, what its columns mean, and counts.

    `resumed` is the number of rows that an earlier, killed command had cleaned, `skipped` the
    places of rows that were left out.
    """

    rows: int
    format: str
    columns: ColumnMap
    counts: CleanCounts = field(default_factory=CleanCounts)
    resumed: int = 0
    skipped: Sequence[str] = ()


def clean_table(
    table: Path,
    output: Path | ByteSink,
    rates: Rates = SHIPPED,
    options: TableOptions | None = None,
) -> TableOutcome:
    """Write the rows of a table cleaned, in their order; return what came of it.

    `output` is a file or an open binary file, which gets CSV. Duplicate rows name the first
    posting of the job in `duplicate_of`; so does a row that comes again. The first row has the pay
    of the row that states it, named in `pay_of`. The file is the same,
    byte for byte, on any number of cores. Raises InputError with row and field for a value that
    cannot be read, UsageError where an output is `table` or the table holds no postings, HeldError
    where the table has no rows and the file has some. Then nothing is written.
    """
    options = options or TableOptions()
    _check_outputs(table, output, options)
    with few_sweeps(), posting_table(table, options.reading) as read:
        check_postings(read)
        return _clean(read, output, rates, options)


def _check_outputs(table: Path, output: Path | ByteSink, options: TableOptions) -> None:
    targets = [target for target in (output, options.issues) if isinstance(target, Path)]
    for target in targets:
        check_ending(target)
        keep_input(table, target)
    if len(targets) > 1 and targets[0].resolve() == targets[1].resolve():
        raise UsageError(f"{targets[0]}: two outputs would be written to it")


def _clean(
    read: PostingTable,
    output: Path | ByteSink,
    rates: Rates,
    options: TableOptions,
) -> TableOutcome:
    count, content = content_of(read)  # a bad row is named before the work begins
    if not count and not options.force:
        _keep(output, options.issues)
    counts = CleanCounts(without_usd=WithoutUsd(rates), either_order=read.reader.either_order)
    names = read.columns.left if options.keep_extra else ()
    own, there = read.reader.own is not None, read.table.columns
    lacking = tuple(name for name in ON_REQUEST if own and name not in there)
    made = row_output(output, columns_with_extra(names, lacking), excel=options.excel)
    work = RowCleaner(read.reader, rates, options.aliases, made, options.keep_extra, lacking)
    key = work_key(read, rates, options, content)
    kept = output if isinstance(output, Path) else None
    task = TableWork(read, work, count, key, kept, options.progress, may_fork=True)
    with options.runs_on.done(task) as done:
        written = _write(done, read, made, output, counts)
        if options.issues is not None:
            issues = (issue for row in done.rows() for issue in row.issues)
            write_records(ISSUE_COLUMNS, issues, options.issues, excel=options.excel)
        done.forget()
    found = read.table.format, read.columns, counts, done.resumed, read.table.skipped
    return TableOutcome(written, *found)


def _keep(*targets: Path | ByteSink | None) -> None:
    """Raise HeldError for a file that has rows."""
    for target in targets:
        if isinstance(target, Path):
            keep_export(target)


def _write(
    done: DoneRows,
    read: PostingTable,
    made: RowOutput,
    output: Path | ByteSink,
    counts: CleanCounts,
) -> int:
    """Write the rows and count them; rows of an export have the pay that the export says."""
    jobs = done.jobs()
    marks, lends = JobMarks(jobs), read.reader.own is None
    with closing(LentPay(done.rows() if lends else (), jobs if lends else {}, made)) as lent:
        rows = enumerate(counts.counted(named_duplicates(done.rows(), marks)), 1)
        written = made.write((lent.placed(n, row, first) for n, (row, first) in rows), output)
    counts.repeats, counts.lent = marks.repeats, lent.count
    return written


def content_of(read: PostingTable) -> tuple[int, str]:
    """Return the number of rows, and a hash of them; tell the reader what all rows tell."""
    digest, count = hashlib.sha256(), 0
    for row in all_rows(read):
        count += 1
        digest.update("\0".join(row).encode("utf-8", "replace") + b"\1")
    return count, digest.hexdigest()


def work_key(
    read: PostingTable, rates: Rates, options: TableOptions, content: str, form: str = KEPT_FORM
) -> str:
    """Return what decides the rows: the content, the mapping, the rules, the rates, the form."""
    digest = hashlib.sha256(version_with(rates, options.aliases).encode())
    how = (read.columns.uses, options.keep_extra, options.excel, options.reading.as_of, form)
    digest.update(repr((read.table.columns, *how, content)).encode())
    return digest.hexdigest()
