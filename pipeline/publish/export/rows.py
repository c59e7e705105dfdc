"""Read postings from the store as a stream, always in the same order."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    Engine,
    Float,
    Row,
    Select,
    Table,
    cast,
    null,
    select,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.types import TypeEngine

from models.posting import JobPosting
from models.record import columns
from models.tables import LIFE_COLUMNS, job_posting, posting_life, same_job
from models.types import TEXT, Money
from pipeline.errors import StoreError
from pipeline.filters.filters import NONE, Filters
from pipeline.filters.in_sql import ColumnOf, condition
from pipeline.publish.export.column_format import StoredRows
from pipeline.publish.export.job_rows import LIFE, JobRows
from pipeline.publish.export.stored_rows import as_stored, stored_rows
from pipeline.store.db.arrays import in_values

BATCH = 2_000
LARGE_BATCH = 5_000
COLUMNS = tuple(c.name for c in columns(JobPosting))


def stream_postings(
    engine: Engine, names: Sequence[str] = COLUMNS, filters: Filters = NONE
) -> Iterator[Row[Any]]:
    """Yield the named JobPosting columns of every posting, by source and source_key.

    With `filters` only of those that fit.

    Without a row in posting_life its columns are empty. Rows are read in batches, so memory does
    not grow. Raises StoreError where the store cannot be read.
    """
    own = [_own(name).label(name) for name in names]
    query = _joined(select(*own))
    yield from _streamed(engine, lambda connection: _fitting(query, connection, filters, _own))


def stream_jobs(
    engine: Engine,
    names: Sequence[str] = COLUMNS,
    *,
    duplicates: bool = False,
    filters: Filters = NONE,
) -> Iterator[Row[Any]]:
    """Yield the same columns with one row per job: see `job_rows`.

    With `duplicates` it also yields the other postings of each job, with their own values. With
    `filters` it yields the rows that fit.
    """
    yield from _streamed(
        engine,
        lambda connection: query_of_jobs(connection, names, filters, duplicates=duplicates),
    )


def stored_postings(
    engine: Engine, names: Sequence[str], filters: Filters = NONE, *, everything: bool = False
) -> StoredRows:
    """Return the rows of `stream_jobs`, or of `stream_postings` if `everything`, as stored."""

    def query(connection: Connection) -> Select[Any]:
        if not everything:
            return query_of_jobs(connection, names, filters, shown=as_stored)
        own = [as_stored(_own(name)).label(name) for name in names]
        return _fitting(_joined(select(*own)), connection, filters, _own)

    return stored_rows(engine, query, [_kind(name) for name in names])


def _kind(name: str) -> TypeEngine[Any]:
    return TEXT if name == "pay_of" else _own(name).type


def query_of_jobs(
    connection: Connection,
    names: Sequence[str],
    filters: Filters = NONE,
    *,
    duplicates: bool = False,
    shown: Callable[[ColumnElement[Any]], ColumnElement[Any]] = lambda column: column,
) -> Select[Any]:
    """Return the query that `stream_jobs` streams; `shown` makes the columns that are read."""
    jobs = JobRows()

    def column_of(name: str) -> ColumnElement[Any]:
        return jobs.column(name, _own(name))

    query = jobs.joined(_joined(select(*(shown(column_of(name)).label(name) for name in names))))
    if not duplicates:
        query = query.where(same_job.c.posting_id.is_(None))
    return _fitting(query, connection, filters, column_of)


def job_batches(
    engine: Engine,
    names: Sequence[str],
    filters: Filters = NONE,
    *,
    ids: Sequence[str] | None = None,
) -> Iterator[Sequence[Sequence[Any]]]:
    """Yield the rows of `stream_jobs`, with duplicates, in batches and in any order.

    Rows and values are as the driver has them, which is many times faster: amounts are floats,
    times ISO 8601 text or datetimes, words and lists text. `absent_since` may be among the names.
    With `ids` only the rows of these postings.
    """
    try:
        with engine.connect() as connection:
            query = query_of_jobs(connection, names, filters, duplicates=True, shown=_plain)
            if ids is not None:
                query = query.where(in_values(connection, job_posting.c.posting_id, ids))
            streaming = connection.execution_options(yield_per=LARGE_BATCH)
            yield from _driver_rows(streaming.execute(query.order_by(None)))
    except SQLAlchemyError as error:
        raise StoreError(f"the store cannot be read: {getattr(error, 'orig', error)}") from error


def _driver_rows(result: CursorResult[Any]) -> Iterator[Sequence[Sequence[Any]]]:
    """Yield batches of plain tuples: a Row for each would take a quarter of the time."""
    cursor = result.cursor
    while rows := result.cursor_strategy.fetchmany(result, cursor, LARGE_BATCH):
        yield rows


def _plain(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a column without the conversion of its type."""
    return cast(column, Float(53)) if isinstance(column.type, Money) else as_stored(column)


def fitting_postings(connection: Connection, filters: Filters) -> Select[Any]:
    """Return the query for the ids of the postings that fit, each by its own values."""
    query = _joined(select(job_posting.c.posting_id)).order_by(None)
    return _fitting(query, connection, filters, _own)


def _fitting(
    query: Select[Any], connection: Connection, filters: Filters, column_of: ColumnOf
) -> Select[Any]:
    return query.where(condition(filters, connection, column_of)) if filters else query


def _streamed(engine: Engine, query: Callable[[Connection], Select[Any]]) -> Iterator[Row[Any]]:
    try:
        with engine.connect() as connection:
            found = query(connection)
            yield from connection.execution_options(yield_per=BATCH).execute(found)
    except SQLAlchemyError as error:
        raise StoreError(f"the store cannot be read: {getattr(error, 'orig', error)}") from error


def _joined(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(job_posting)
        .outerjoin(posting_life, _same_id(posting_life))
        .outerjoin(same_job, _same_id(same_job))
        .order_by(job_posting.c.source, job_posting.c.source_key)
    )


def _own(name: str) -> ColumnElement[Any]:
    """Return a posting's own column."""
    if name == "pay_of":
        return null()
    if name == "duplicate_of":
        return same_job.c.duplicate_of
    return (posting_life if name in LIFE or name in LIFE_COLUMNS else job_posting).c[name]


def _same_id(table: Table) -> ColumnElement[bool]:
    return job_posting.c.posting_id == table.c.posting_id
