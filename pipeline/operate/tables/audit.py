"""Audit a user's table (`payband audit TABLE`)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from models.same import SameJob
from pipeline.clean.employer.aliases import Aliases
from pipeline.clean.engine import version_with
from pipeline.dedupe.batch import Keyed
from pipeline.dedupe.share_jobs import jobs_in_shares
from pipeline.filters.filters import NONE, Filters
from pipeline.fx.rates import SHIPPED, Rates
from pipeline.operate.engines.engine import TableRow, TableWork
from pipeline.operate.tables.clean_table import TableOptions, content_of, work_key
from pipeline.operate.tables.spill_file import SpillFile
from pipeline.publish.audit.audit import Audit, audit
from pipeline.publish.audit.audit_row import AuditRow, audit_row
from pipeline.tables.pay_choice import pay_choice
from pipeline.tables.raw_row import RowReader
from pipeline.tables.read import PostingTable, check_postings, posting_table
from pipeline.tables.repeated_rows import JobMarks
from pipeline.tables.rows import Compared, compared


def audit_table(
    table: Path,
    rates: Rates = SHIPPED,
    options: TableOptions | None = None,
    filters: Filters = NONE,
) -> Audit:
    """Return the audit of a table in a file: of all its rows, or of those that fit as cleaned.

    `-` is standard input. Raises InputError, and UsageError where no row fits.
    """
    options = options or TableOptions()
    with posting_table(table, options.reading) as read:
        check_postings(read)
        return audit_read(read, rates, options, filters, may_fork=True)


def audit_read(  # noqa: PLR0913  # what is known of the table is an argument each
    read: PostingTable,
    rates: Rates,
    options: TableOptions,
    filters: Filters = NONE,
    *,
    jobs: Mapping[str, SameJob] | None = None,
    may_fork: bool = False,
) -> Audit:
    """Return the audit of a table that is open: of all its rows, or of those that fit.

    `jobs` are its duplicates by posting_id, where they are known; else the rows are compared.
    `may_fork` says that no database is open.
    """
    count, content = content_of(read)
    rules = version_with(rates, options.aliases)
    work = partial(_compared if filters else _audited, read.reader, rates, options.aliases)
    form = (
        "an audit's rows, cleaned, with their numbers"
        if filters
        else "an audit's rows, with claims and middles"
    )
    key = work_key(read, rates, options, content, form)
    task = TableWork(read, work, count, key, options.beside, options.progress, may_fork)
    with options.runs_on.done(task) as done:
        if filters:
            found = _of_fitting(read, done.rows, rules, filters)
        else:
            found = _of_rows(read, done.rows, done.jobs() if jobs is None else jobs, rules)
        done.forget()
    return found


def _of_fitting(
    read: PostingTable, rows: Callable[[], Iterator[Compared]], rules: str, filters: Filters
) -> Audit:
    """Return the audit of the rows that fit; only copies among them are duplicates."""
    from pipeline.operate.tables.fitting_rows import fitting_numbers  # noqa: PLC0415  # pandas: 1 s

    numbers = fitting_numbers(rows(), filters)
    with closing(SpillFile[Keyed]()) as fitted:
        for number, one in enumerate(rows(), 1):
            if number in numbers:
                fitted.add([(one.known, one.keys)], [audit_row(number, one)])
        jobs = jobs_in_shares(fitted, fitted.count)
        return _of_rows(read, fitted.beside, jobs, rules, numbers)


def _of_rows(
    read: PostingTable,
    rows: Callable[[], Iterator[AuditRow]],
    jobs: Mapping[str, SameJob],
    rules: str,
    numbers: frozenset[int] | None = None,
) -> Audit:
    """Return the audit of rows; an export says itself which pay is that of a job."""
    is_own = read.reader.own is not None
    choice = None if is_own else pay_choice((row.claim for row in rows()), jobs)
    return audit(read, _marked(rows(), jobs), rules, numbers, choice)


def _marked(rows: Iterable[AuditRow], jobs: Mapping[str, SameJob]) -> Iterator[AuditRow]:
    marks = JobMarks(jobs)
    for row in rows:
        first = marks.duplicate_of(row.posting_id, row.duplicate_of or None) or ""
        yield row if first == row.duplicate_of else replace(row, duplicate_of=first)


def _audited(
    reader: RowReader, rates: Rates, aliases: Aliases, rows: Sequence[TableRow]
) -> list[tuple[Keyed, AuditRow]]:
    """Return what an audit keeps of rows; it is made where they are cleaned."""
    done = _compared(reader, rates, aliases, rows)
    return [
        (keyed, audit_row(number, one))
        for (number, _cells), (keyed, one) in zip(rows, done, strict=True)
    ]


def _compared(
    reader: RowReader, rates: Rates, aliases: Aliases, rows: Sequence[TableRow]
) -> list[tuple[Keyed, Compared]]:
    raws = (reader.posting(row, number) for number, row in rows)
    takers = (reader.taker(row, number) for number, row in rows)
    done = compared(raws, rates, aliases, takers, rows[0][0])
    return [((one.known, one.keys), one) for one in done]
