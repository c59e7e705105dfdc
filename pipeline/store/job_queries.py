"""What the store knows of prints and jobs, in questions of a bounded size."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    RowMapping,
    Select,
    and_,
    case,
    cast,
    func,
    or_,
    select,
)

from models.record import columns
from models.same import JobPrint, SameJob
from models.tables import job_pending, job_print, posting_life, print_key, same_job
from pipeline.same.clusters import MOST
from pipeline.same.relation import Known, known

AT_ONCE = 5_000
"""Values in one question: SQLite takes 32,766."""
LIFE = posting_life.c
PRINT = job_print.c
NOT_PENDING = print_key.c.posting_id.not_in(select(job_pending.c.posting_id))

Value = TypeVar("Value", str, int)


def some(values: Collection[Value]) -> Iterator[list[Value]]:
    """Yield values in parts that fit one question."""
    listed = list(values)
    for at in range(0, len(listed), AT_ONCE):
        yield listed[at : at + AT_ONCE]


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


def prints_for(connection: Connection, ids: Collection[str]) -> list[Known]:
    """Return prints in the order of postings."""
    found: list[Known] = []
    for part in some(ids):
        rows = connection.execute(_prints().where(PRINT.posting_id.in_(part))).mappings()
        found += map(_known, rows)
    return sorted(found, key=lambda one: one.order)


def keys_for(connection: Connection, ids: Collection[str]) -> dict[str, list[int]]:
    """Return the keys of postings."""
    mine = select(print_key.c.posting_id, print_key.c.key)
    questions = (mine.where(print_key.c.posting_id.in_(part)) for part in some(ids))
    return _by_posting(connection, questions)


def sharing(connection: Connection, keys: Collection[int]) -> dict[str, list[int]]:
    """Return the postings that were put to a job and have one of the keys, and which they have.

    Of one key the latest, as many as are looked at.
    """
    latest = func.row_number().over(
        partition_by=print_key.c.key, order_by=[each.desc() for each in _order(connection)]
    )
    put = (
        select(print_key.c.posting_id, print_key.c.key, latest.label("latest"))
        .join_from(print_key, job_print, print_key.c.posting_id == PRINT.posting_id)
        .join(posting_life, LIFE.posting_id == PRINT.posting_id)
        .where(NOT_PENDING)
    )
    parts = (put.where(print_key.c.key.in_(part)).subquery() for part in some(keys))
    questions = (select(p.c.posting_id, p.c.key).where(p.c.latest <= MOST) for p in parts)
    return _by_posting(connection, questions)


def found_for(connection: Connection, ids: Collection[str]) -> dict[str, SameJob]:
    """Return what was found of all postings of the jobs that have one of those given."""
    firsts: set[str] = set()
    for part in some(ids):
        where = or_(same_job.c.posting_id.in_(part), same_job.c.duplicate_of.in_(part))
        firsts.update(connection.execute(select(same_job.c.duplicate_of).where(where)).scalars())
    found: list[SameJob] = []
    for part in some(firsts):
        query = select(same_job).where(same_job.c.duplicate_of.in_(part))
        found += (SameJob(**row) for row in connection.execute(query).mappings())
    return {one.posting_id: one for one in found}


def _by_posting(connection: Connection, questions: Iterator[Any]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for query in questions:
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


def _prints() -> Select[Any]:
    life = LIFE.posting_id == PRINT.posting_id
    return select(job_print, LIFE.first_seen, LIFE.last_seen).join_from(
        job_print, posting_life, life
    )


def _known(row: RowMapping) -> Known:
    print_ = JobPrint(**{c.name: row[c.name] for c in columns(JobPrint)})
    return known(print_, row["first_seen"], row["last_seen"])
