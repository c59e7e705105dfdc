"""Audit a user's table, or the store (`payband audit`)."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, select

from models.raw import RawPosting
from models.tables import raw_posting
from models.value_text import json_text, pay_text, utc_text
from pipeline.clean.employer.aliases import Aliases
from pipeline.clean.engine import version_with
from pipeline.filters.filters import NONE, Filters
from pipeline.fx.rates import SHIPPED, Rates
from pipeline.operate.tables.clean_table import TableOptions, in_batches
from pipeline.operate.tables.finished_row import TableRow
from pipeline.operate.tables.fitting_rows import fitting_numbers
from pipeline.operate.tables.spill_file import SpillFile
from pipeline.publish.audit.audit import Audit, audit
from pipeline.publish.export.rows import fitting_postings
from pipeline.store.raw_content import RAW_FIELDS, raw_from_row
from pipeline.tables.raw_row import RowReader
from pipeline.tables.read import PostingTable, posting_table, recognized
from pipeline.tables.reading.table import Table
from pipeline.tables.rows import Compared, compared, with_duplicates

ROWS = 500
"""Postings of the store that are read at once."""


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
        return _audit(read, rates, options, filters, may_fork=True)


def audit_store(
    engine: Engine,
    rates: Rates = SHIPPED,
    options: TableOptions | None = None,
    filters: Filters = NONE,
) -> Audit:
    """Return the audit of the raw postings in a store: all, or those that fit as cleaned."""
    return _audit(recognized(store_table(engine, filters)), rates, options or TableOptions())


def store_table(engine: Engine, filters: Filters = NONE) -> Table:
    """Return the raw postings of a store as a table, in the order of their ids."""

    def rows() -> Iterator[tuple[str, ...]]:
        query = select(raw_posting).order_by(raw_posting.c.posting_id)
        with engine.connect() as connection:
            if filters:
                fitting = fitting_postings(connection, filters)
                query = query.where(raw_posting.c.posting_id.in_(fitting))
            streamed = connection.execution_options(yield_per=ROWS).execute(query)
            for row in streamed.mappings():
                yield _cells(raw_from_row(row))

    return Table("the store", "raw postings", RAW_FIELDS, rows)


def _cells(raw: RawPosting) -> tuple[str, ...]:
    values = {name: getattr(raw, name) for name in RAW_FIELDS}
    values["salary_fields"] = pay_text(raw.salary_fields) if raw.salary_fields else ""
    values["extra"] = json_text(raw.extra) if raw.extra else ""
    values["fetched_at"] = utc_text(raw.fetched_at) if raw.fetched_at else ""
    return tuple(values[name] for name in RAW_FIELDS)


def _audit(
    read: PostingTable,
    rates: Rates,
    options: TableOptions,
    filters: Filters = NONE,
    *,
    may_fork: bool = False,
) -> Audit:
    count = sum(1 for _ in read.table.rows())
    rules = version_with(rates, options.aliases)
    work = partial(_compared, read.reader, rates, options.aliases)
    with SpillFile[Compared]() as spill, SpillFile[Compared]() as fitted:
        for batch in in_batches(read, work, options, count, may_fork=may_fork):
            spill.add(batch)
        if not filters:
            return audit(read, with_duplicates(spill), rules)
        numbers = fitting_numbers(spill, filters)
        for number, one in enumerate(spill, 1):
            if number in numbers:
                fitted.add([one])
        return audit(read, with_duplicates(fitted), rules, numbers)


def _compared(
    reader: RowReader, rates: Rates, aliases: Aliases, rows: Sequence[TableRow]
) -> list[Compared]:
    return list(compared((reader.posting(row, number) for number, row in rows), rates, aliases))
