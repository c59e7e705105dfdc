"""Clean a user's table of postings on several cores (`payband clean`)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path

from pipeline.clean.employer.aliases import SHIPPED as SHIPPED_ALIASES
from pipeline.clean.employer.aliases import Aliases
from pipeline.clean.engine import version_with
from pipeline.disk import keep_input
from pipeline.errors import UsageError
from pipeline.fx.rates import SHIPPED, Rates
from pipeline.operate.progress import Progress, silent
from pipeline.operate.tables.clean_counts import CleanCounts
from pipeline.operate.tables.clean_issues import ISSUE_COLUMNS, issue_rows
from pipeline.operate.tables.spill_file import SpillFile
from pipeline.operate.tables.without_usd import WithoutUsd
from pipeline.operate.workers import in_order
from pipeline.publish.export.byte_sink import ByteSink
from pipeline.publish.export.table_out import check_ending, write_records, write_with_extra
from pipeline.rules.rows.tables import Meaning
from pipeline.tables.raw_row import RowReader
from pipeline.tables.read import AS_FOUND, PostingTable, ReadingOptions, posting_table
from pipeline.tables.reading.table_file import STANDARD_INPUT
from pipeline.tables.recognition.column_map import ColumnMap
from pipeline.tables.recognition.column_rules import SURVEY
from pipeline.tables.rows import Compared, compared, with_duplicates

BATCH = 500
"""Rows of one batch of work."""
LONG = 10_000
"""Rows from which a killed command can go on where it was."""
STEPS = 20
"""How often the progress of a table is told at most."""

Row = tuple[int, Sequence[str]]
"""A row's number, from 1, and its cells."""


@dataclass(frozen=True, slots=True)
class TableOptions:
    """How a table is cleaned: how it is read, what is written beside it, on how many cores.

    `aliases` are other names of employers.
    """

    reading: ReadingOptions = AS_FOUND
    issues: Path | None = None
    keep_extra: bool = False
    cores: int = 1
    progress: Progress = silent
    aliases: Aliases = SHIPPED_ALIASES


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
    posting of the job in `duplicate_of`. The file is the same, byte for byte, on any number of
    cores. Raises InputError with row and field for a value that cannot be read, UsageError where
    an output is `table` or the table holds no postings. Then nothing is written.
    """
    options = options or TableOptions()
    _check_outputs(table, output, options)
    with posting_table(table, options.reading) as read:
        if read.columns.shape == SURVEY:
            raise UsageError(
                f"{read.table.name}: this is the ai-jobs.net salary survey, not postings; "
                f"use `payband survey import {table}`"
            )
        return _clean(table, read, output, rates, options)


def _check_outputs(table: Path, output: Path | ByteSink, options: TableOptions) -> None:
    targets = [target for target in (output, options.issues) if isinstance(target, Path)]
    for target in targets:
        check_ending(target)
        keep_input(table, target)
    if len(targets) > 1 and targets[0].resolve() == targets[1].resolve():
        raise UsageError(f"{targets[0]}: two outputs would be written to it")


def cleaned_rows(
    read: PostingTable,
    rates: Rates,
    spill: SpillFile[Compared],
    options: TableOptions,
    count: int,
) -> None:
    """Clean the rows of a table that `spill` does not hold yet, into it."""
    rows = islice(enumerate(read.table.rows(), 1), spill.count, None)
    batches = iter(lambda: list(islice(rows, BATCH)), [])
    work = partial(_cleaned, read.reader, rates, options.aliases, options.keep_extra)
    title = read.table.columns.index(read.columns.by_meaning[Meaning.TITLE].column)
    step = max(BATCH, count // STEPS)
    told = 0
    for cleaned in in_order(work, batches, lambda row: row[1][title], options.cores):
        spill.add(cleaned)
        if spill.count >= told + step and count > BATCH:
            told = spill.count
            options.progress("cleaned rows", told, count)


def _clean(
    table: Path,
    read: PostingTable,
    output: Path | ByteSink,
    rates: Rates,
    options: TableOptions,
) -> TableOutcome:
    count = sum(1 for _ in read.table.rows())  # a bad row is named before the work begins
    counts = CleanCounts(without_usd=WithoutUsd(rates))
    kept = _kept_file(table, output, count)
    with SpillFile[Compared](kept, _key(read, rates, options) if kept else "") as spill:
        resumed = spill.count
        cleaned_rows(read, rates, spill, options, count)
        names = read.columns.left if options.keep_extra else ()
        rows = counts.counted(with_duplicates(spill))
        written = write_with_extra(((r.posting, r.extra) for r in rows), names, output)
        if options.issues is not None:
            write_records(ISSUE_COLUMNS, issue_rows(spill), options.issues)
        spill.forget()
    skipped = read.table.skipped
    return TableOutcome(written, read.table.format, read.columns, counts, resumed, skipped)


def _kept_file(table: Path, output: Path | ByteSink, count: int) -> Path | None:
    """Return the file beside the output that keeps what was done; None for a short table."""
    if count < LONG or not isinstance(output, Path) or table == STANDARD_INPUT:
        return None
    output.parent.mkdir(parents=True, exist_ok=True)
    return output.with_name(f".{output.name}.unfinished")


def _key(read: PostingTable, rates: Rates, options: TableOptions) -> str:
    """Return what decides the rows: the content, the mapping, the rules and the rates."""
    digest = hashlib.sha256(version_with(rates, options.aliases).encode())
    how = (read.columns.uses, options.keep_extra, options.reading.as_of)
    digest.update(repr((read.table.columns, *how)).encode())
    for row in read.table.rows():
        digest.update("\0".join(row).encode("utf-8", "replace") + b"\1")
    return digest.hexdigest()


def _cleaned(
    reader: RowReader,
    rates: Rates,
    aliases: Aliases,
    keep: bool,  # bound by partial
    rows: Sequence[Row],
) -> list[Compared]:
    raws = (reader.posting(row, number) for number, row in rows)
    takers = (reader.taker(row, number) for number, row in rows)
    found = list(compared(raws, rates, aliases, takers))
    if not keep:
        return found
    return [
        replace(one, extra=reader.left_cells(row))
        for one, (_, row) in zip(found, rows, strict=True)
    ]
