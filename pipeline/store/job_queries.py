"""What the store knows of prints and jobs, in questions of a bounded size."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    RowMapping,
    and_,
    case,
    cast,
    exists,
    func,
    select,
    union,
)

from models.record import columns
from models.same import JobPrint, SameJob
from models.tables import job_pending, job_print, posting_life, print_key, same_job
from pipeline.same.clusters import MOST
from pipeline.same.relation import Known, known
from pipeline.store.given import among

LIFE = posting_life.c
PRINT = job_print.c
PUT = ~exists().where(job_pending.c.posting_id == print_key.c.posting_id)


def first_pending(connection: Connection, most: int) -> list[str]:
    """Return the pending postings that are first in the order of postings."""
    query = (
        select(PRINT.posting_id)
        .join_from(job_pending, job_print, job_pending.c.posting_id == PRINT.posting_id)
        .join(posting_life, LIFE.posting_id == PRINT.posting_id)
        .order_by(*_order(connection))
        .limit(most)
    )
    return list(connection.execute(query).scalars())


def prints_for(connection: Connection, ids: Iterable[str]) -> list[Known]:
    """Return prints in the order of postings."""
    query = (
        select(job_print, LIFE.first_seen, LIFE.last_seen)
        .join_from(job_print, posting_life, LIFE.posting_id == PRINT.posting_id)
        .where(among(connection, PRINT.posting_id, ids))
    )
    found = map(_known, connection.execute(query).mappings())
    return sorted(found, key=lambda one: one.order)


def keys_for(connection: Connection, ids: Iterable[str]) -> dict[str, list[int]]:
    """Return the keys of postings."""
    mine = among(connection, print_key.c.posting_id, ids)
    query = select(print_key.c.posting_id, print_key.c.key).where(mine)
    return _by_posting(connection, query)


def sharing(connection: Connection, keys: Iterable[int]) -> dict[str, list[int]]:
    """Return the postings that were put to a job and have one of the keys, and which they have.

    Of one key the latest, as many as are looked at.
    """
    backwards = [each.desc() for each in _order(connection)]
    latest = func.row_number().over(partition_by=print_key.c.key, order_by=backwards)
    put = (
        select(print_key.c.posting_id, print_key.c.key, latest.label("latest"))
        .join_from(print_key, job_print, print_key.c.posting_id == PRINT.posting_id)
        .join(posting_life, LIFE.posting_id == PRINT.posting_id)
        .where(among(connection, print_key.c.key, keys), PUT)
    ).subquery()
    query = select(put.c.posting_id, put.c.key).where(put.c.latest <= MOST)
    return _by_posting(connection, query)


def found_for(connection: Connection, ids: Iterable[str]) -> dict[str, SameJob]:
    """Return what was found of all postings of the jobs that have one of those given."""
    given, job = list(ids), same_job.c
    firsts = union(
        select(job.duplicate_of).where(among(connection, job.posting_id, given)),
        select(job.duplicate_of).where(among(connection, job.duplicate_of, given)),
    )
    theirs = among(connection, job.duplicate_of, connection.execute(firsts).scalars())
    rows = connection.execute(select(same_job).where(theirs)).mappings()
    return {row["posting_id"]: SameJob(**row) for row in rows}


def _by_posting(connection: Connection, query: Any) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for posting, key in connection.execute(query):
        found[posting].append(key)
    return {posting: sorted(keys) for posting, keys in found.items()}


def _order(connection: Connection) -> tuple[ColumnElement[Any], ...]:
    """Return the order of postings, see `Known.order`: the first day known of, then the id."""
    sqlite = connection.dialect.name == "sqlite"
    seen = func.date(LIFE.first_seen) if sqlite else _utc_day(LIFE.first_seen)
    posted = PRINT.posted_on
    return case((and_(posted.is_not(None), posted < seen), posted), else_=seen), PRINT.posting_id


def _utc_day(instant: ColumnElement[Any]) -> ColumnElement[Any]:
    return cast(func.timezone("UTC", instant), Date)


def _known(row: RowMapping) -> Known:
    print_ = JobPrint(**{c.name: row[c.name] for c in columns(JobPrint)})
    return known(print_, row["first_seen"], row["last_seen"])
