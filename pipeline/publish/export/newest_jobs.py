"""Find the jobs that fit search words, the newest first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, Engine, Row, Select, cast, func, select
from sqlalchemy import type_coerce as typed_as
from sqlalchemy.exc import SQLAlchemyError

from models.posting import JobPosting
from models.record import columns
from models.tables import job_posting
from models.types import TEXT
from pipeline.atomic import replacing
from pipeline.errors import StoreError
from pipeline.filters.filters import Filters
from pipeline.publish.export.byte_sink import ByteSink
from pipeline.publish.export.formats import ending, write_rows
from pipeline.publish.export.rows import query_of_jobs
from pipeline.publish.overwrite_check import keep_export

COLUMNS = (
    "title", "company", "city", "country", "workplace", "salary_min", "salary_max",
    "salary_currency", "salary_period", "salary_status", "flags", "posted_on", "first_seen", "url",
    "posting_id", "role", "level", "status", "source", "annual_min_usd", "annual_max_usd",
)  # fmt: skip
"""What a job is, and what each search word looks at."""

BY_NAME = {column.name: column for column in columns(JobPosting)}
WRITTEN = [BY_NAME[name] for name in COLUMNS]


BATCH = 2_000
"""Jobs that are read at once where all are written."""


@dataclass(frozen=True, slots=True)
class JobList:
    """Jobs, with COLUMNS as attributes, and how many fit in all."""

    jobs: Sequence[Row[Any]]
    fitting: int


def newest_jobs(engine: Engine, filters: Filters, limit: int | None = None) -> JobList:
    """Return the jobs that fit, at most `limit`, the newest first.

    The day of a job is the day posted, or else the day first seen (UTC). Jobs of the same day are
    in the order they were first seen, the last first. Raises StoreError where the store cannot be
    read, UsageError for a city or an employer that no posting has.
    """
    try:
        with engine.connect() as connection:
            query = query_of_jobs(connection, COLUMNS, filters)
            rows = connection.execute(_ordered(query, connection).limit(limit)).all()
            total = select(func.count()).select_from(query.order_by(None).subquery())
            return JobList(rows, connection.execute(total).scalar_one())
    except SQLAlchemyError as error:
        raise StoreError(f"the store cannot be read: {getattr(error, 'orig', error)}") from error


def each_job(engine: Engine, filters: Filters, limit: int | None = None) -> Iterator[Row[Any]]:
    """Yield the jobs of `newest_jobs`; not all of them are in memory. Raises as it does."""
    try:
        with engine.connect() as connection:
            query = _ordered(query_of_jobs(connection, COLUMNS, filters), connection).limit(limit)
            yield from connection.execution_options(yield_per=BATCH).execute(query)
    except SQLAlchemyError as error:
        raise StoreError(f"the store cannot be read: {getattr(error, 'orig', error)}") from error


def write_jobs(
    jobs: Iterable[Row[Any]], target: Path, *, excel: bool = False, force: bool = False
) -> int:
    """Write jobs to a file by the ending of its name, with an export's columns and cells.

    Returns how many. `excel` makes a CSV that Excel opens as it is. On an error the file stays
    unchanged. Raises PaybandError; HeldError where there is no job and the existing file has rows,
    unless `force`.
    """
    kind, left = ending(target), iter(jobs)
    first = list(islice(left, 1))
    if not first and not force:
        keep_export(target)
    with replacing(target) as file:
        return write_rows(kind, file, WRITTEN, chain(first, left), excel=excel)


def stream_jobs(jobs: Iterable[Row[Any]], file: ByteSink, *, excel: bool = False) -> int:
    """Write jobs to an open file as CSV; return how many."""
    return write_rows(".csv", file, WRITTEN, jobs, excel=excel)


def check_name(target: Path) -> None:
    """Raise UsageError for a file name with an unknown ending."""
    ending(target)


def _ordered(query: Select[Any], connection: Connection) -> Select[Any]:
    own = query.selected_columns
    seen = own.first_seen
    day = func.coalesce(own.posted_on, _day(seen, connection))
    order = (day.desc().nulls_last(), seen.desc().nulls_last(), job_posting.c.posting_id)
    return query.order_by(None).order_by(*order)


def _day(time: ColumnElement[Any], connection: Connection) -> ColumnElement[Any]:
    """Return the day (UTC) of a time, as the database keeps days."""
    if connection.dialect.name == "postgresql":
        return cast(func.timezone("UTC", time), Date)
    return func.substr(typed_as(time, TEXT), 1, len("2026-10-28"))
