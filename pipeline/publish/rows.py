"""Read postings out of the store as a stream, always in the same order."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, Select, Table, select
from sqlalchemy.exc import SQLAlchemyError

from models.posting import JobPosting
from models.record import columns
from models.tables import LIFE_COLUMNS, job_posting, posting_life, same_job
from pipeline.errors import StoreError

BATCH = 2_000
COLUMNS = tuple(c.name for c in columns(JobPosting))


def stream_postings(
    engine: Engine, names: Sequence[str] = COLUMNS, *, one_a_job: bool = False
) -> Iterator[Row[Any]]:
    """Yield the named JobPosting columns of every posting, by source and source_key.

    With `one_a_job` only of each job's first posting.

    A posting without a life row has its life columns empty. Memory stays flat: rows come in
    batches. Raises StoreError where the store cannot be read.
    """
    try:
        with engine.connect() as connection:
            streaming = connection.execution_options(yield_per=BATCH)
            query = _query(names)
            if one_a_job:
                query = query.where(same_job.c.posting_id.is_(None))
            yield from streaming.execute(query)
    except SQLAlchemyError as error:
        raise StoreError(f"the store cannot be read: {getattr(error, 'orig', error)}") from error


def _query(names: Sequence[str]) -> Select[Any]:
    return (
        select(*map(_column, names))
        .outerjoin_from(job_posting, posting_life, _same_id(posting_life))
        .outerjoin(same_job, _same_id(same_job))
        .order_by(job_posting.c.source, job_posting.c.source_key)
    )


def _column(name: str) -> ColumnElement[Any]:
    if name == "duplicate_of":
        return same_job.c.duplicate_of
    return (posting_life if name in LIFE_COLUMNS else job_posting).c[name]


def _same_id(table: Table) -> ColumnElement[bool]:
    return job_posting.c.posting_id == table.c.posting_id
