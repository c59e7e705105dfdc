"""What the store knows of prints and jobs, in questions of a bounded size."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, RowMapping, Select, or_, select

from models.record import columns
from models.same import JobPrint, SameJob
from models.tables import job_pending, job_print, posting_life, print_key, same_job
from pipeline.same.relation import Known, known

AT_ONCE = 5_000
"""Values in one question: SQLite takes 32,766."""
LIFE = posting_life.c
# in the order in which postings came
CAME = (LIFE.first_seen, job_print.c.posting_id)
PENDING = select(job_pending.c.posting_id)

Value = TypeVar("Value", str, int)


def some(values: Collection[Value]) -> Iterator[list[Value]]:
    """Yield values in parts that fit one question."""
    listed = list(values)
    for at in range(0, len(listed), AT_ONCE):
        yield listed[at : at + AT_ONCE]


def pending_prints(connection: Connection, most: int) -> list[Known]:
    """Return the pending postings that came first."""
    query = _prints().where(job_print.c.posting_id.in_(PENDING)).order_by(*CAME).limit(most)
    return [_known(row) for row in connection.execute(query).mappings()]


def prints_for(connection: Connection, ids: Sequence[str]) -> list[Known]:
    """Return prints in the order in which their postings came."""
    rows: list[RowMapping] = []
    for part in some(ids):
        rows += connection.execute(_prints().where(job_print.c.posting_id.in_(part))).mappings()
    rows.sort(key=lambda row: (row["first_seen"], row["posting_id"]))
    return [_known(row) for row in rows]


def keys_for(connection: Connection, ids: Sequence[str]) -> dict[str, list[int]]:
    """Return the keys of postings."""
    return _by_posting(connection, (print_key.c.posting_id.in_(part) for part in some(ids)))


def sharing(connection: Connection, keys: Collection[int]) -> dict[str, list[int]]:
    """Return the postings that were put to a job and have one of the keys, and which they have."""
    put = print_key.c.posting_id.not_in(PENDING)
    return _by_posting(connection, (put & print_key.c.key.in_(part) for part in some(keys)))


def found_for(connection: Connection, ids: Sequence[str]) -> dict[str, SameJob]:
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
    for where in questions:
        query = select(print_key.c.posting_id, print_key.c.key).where(where)
        for posting, key in connection.execute(query):
            found[posting].append(key)
    return {posting: sorted(keys) for posting, keys in found.items()}


def _prints() -> Select[Any]:
    life = LIFE.posting_id == job_print.c.posting_id
    return select(job_print, LIFE.first_seen, LIFE.last_seen).join_from(
        job_print, posting_life, life
    )


def _known(row: RowMapping) -> Known:
    print_ = JobPrint(**{c.name: row[c.name] for c in columns(JobPrint)})
    return known(print_, row["first_seen"], row["last_seen"])
