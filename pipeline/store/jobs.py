"""Postings put to the jobs they are of: the new and the changed, beside what was found before."""

from collections.abc import Collection
from functools import partial

from sqlalchemy import Connection, Engine, delete, insert, select, union

from models.tables import job_pending, job_print, same_job
from pipeline.same.clusters import Clusters
from pipeline.store.job_queries import (
    first_pending,
    found_for,
    keys_for,
    prints_for,
    sharing,
    some,
)
from pipeline.store.patience import write
from pipeline.store.upsert import upsert_records

BATCH = 200
"""Postings put to their jobs in one transaction."""
AHEAD = 100_000
"""Postings whose order is asked for at once: an id each in memory."""


def put_jobs(engine: Engine, *, everything: bool = False) -> int:
    """Put every pending posting to its job, or all of them anew; return how many were put.

    They are put in their order, so that many runs and one find the same jobs, whichever posting
    came first. What was put before is not asked again but for the jobs of postings that changed,
    and for what is linked to one that comes before it and was not there: see `_free`.
    """
    write(engine, _everything if everything else _loosen)
    put, freed = 0, frozenset[str]()
    while ahead := _ahead(engine):
        for at in range(0, len(ahead), BATCH):
            batch = ahead[at : at + BATCH]
            if late := write(engine, partial(_put_batch, batch, freed)):
                freed |= late
                break  # the order is another now
            put += len(batch)
    return put


def _ahead(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return first_pending(connection, AHEAD)


def _everything(connection: Connection) -> None:
    """Make every posting pending."""
    connection.execute(delete(same_job))
    connection.execute(delete(job_pending))
    ids = select(job_print.c.posting_id)
    connection.execute(insert(job_pending).from_select(["posting_id"], ids))


def _loosen(connection: Connection) -> None:
    """Take the jobs of changed postings apart: all of their postings are pending then."""
    changed = job_pending.c.posting_id
    firsts = union(
        select(same_job.c.duplicate_of).join(job_pending, changed == same_job.c.posting_id),
        select(same_job.c.duplicate_of).join(job_pending, changed == same_job.c.duplicate_of),
    )
    for part in some(connection.execute(firsts).scalars().all()):
        theirs = same_job.c.duplicate_of.in_(part)
        others = connection.execute(select(same_job.c.posting_id).where(theirs)).scalars()
        _make_pending(connection, {*part, *others})


def _make_pending(connection: Connection, ids: Collection[str]) -> None:
    """Take postings out of their jobs; all of each job are given."""
    mine = select(job_pending.c.posting_id)
    for part in some(ids):
        there = set(connection.execute(mine.where(job_pending.c.posting_id.in_(part))).scalars())
        new = [{"posting_id": one} for one in part if one not in there]
        if new:
            connection.execute(insert(job_pending), new)
        connection.execute(delete(same_job).where(same_job.c.posting_id.in_(part)))


def _put_batch(ids: list[str], freed: Collection[str], connection: Connection) -> set[str]:
    """Put postings to their jobs; or none, and free those that are to be put after them."""
    batch = prints_for(connection, ids)
    keys = keys_for(connection, ids)
    clusters = _around(connection, keys)
    late = set[str]()
    for one in batch:
        late |= clusters.linked(one, keys.get(one.print.posting_id, ()), later=True)
    if late.difference(freed):
        return _free(connection, late)
    before = {found.posting_id: found for found in clusters.found()}
    for one in batch:
        clusters.put(one, keys.get(one.print.posting_id, ()))
    changed = [found for found in clusters.found() if before.get(found.posting_id) != found]
    upsert_records(connection, same_job, changed)
    for part in some(ids):
        connection.execute(delete(job_pending).where(job_pending.c.posting_id.in_(part)))
    return set()


def _free(connection: Connection, postings: Collection[str]) -> set[str]:
    """Make postings pending again, with all that are linked to them from one to the next.

    Where one of them was put may depend on each of the others that comes before it.
    """
    found, wave = set(postings), set(postings)
    while wave:
        keys = keys_for(connection, wave)
        clusters = _around(connection, keys)
        linked = set[str]()
        for posting in wave:
            linked |= clusters.linked(clusters.known[posting], keys.get(posting, ()))
        wave = linked - found
        found |= wave
    _make_pending(connection, found)
    return found


def _around(connection: Connection, keys: dict[str, list[int]]) -> Clusters:
    """Return the jobs of the postings that have one of the keys, as they were found."""
    shared = sharing(connection, {key for theirs in keys.values() for key in theirs})
    found = found_for(connection, shared)
    firsts = {one.duplicate_of for one in found.values()}
    clusters = Clusters()
    for one in prints_for(connection, {*shared, *found, *firsts}):
        posting = one.print.posting_id
        clusters.restore(one, shared.get(posting, ()), found.get(posting))
    return clusters
