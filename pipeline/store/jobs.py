"""Postings put to the jobs they are of: the new and the changed, beside what was found before."""

from sqlalchemy import Connection, Engine, delete, insert, or_, select, union

from models.tables import job_pending, job_print, same_job
from pipeline.same.clusters import Clusters
from pipeline.store.job_queries import (
    found_for,
    keys_for,
    pending_prints,
    prints_for,
    sharing,
    some,
)
from pipeline.store.patience import write
from pipeline.store.upsert import upsert_records

BATCH = 200
"""Postings put to their jobs in one transaction."""


def put_jobs(engine: Engine, *, everything: bool = False) -> int:
    """Put every pending posting to its job, or all of them anew; return how many.

    They come in the order in which they were first seen, so that many runs and one find the
    same jobs. What was put before is not asked again, but for the job of a posting that changed.
    """
    write(engine, _everything if everything else _loosen)
    put = 0
    while done := write(engine, _put_batch):
        put += done
    return put


def _everything(connection: Connection) -> None:
    """Make every posting pending."""
    connection.execute(delete(same_job))
    connection.execute(delete(job_pending))
    ids = select(job_print.c.posting_id)
    connection.execute(insert(job_pending).from_select(["posting_id"], ids))


def _loosen(connection: Connection) -> None:
    """Take the jobs of changed postings apart: all of their postings are pending then."""
    pending = select(job_pending.c.posting_id)
    touched = or_(same_job.c.posting_id.in_(pending), same_job.c.duplicate_of.in_(pending))
    firsts = select(same_job.c.duplicate_of).where(touched).distinct()
    for part in some(connection.execute(firsts).scalars().all()):
        theirs = same_job.c.duplicate_of.in_(part)
        ids = union(
            select(same_job.c.posting_id).where(theirs),
            select(job_print.c.posting_id).where(job_print.c.posting_id.in_(part)),
        ).subquery()
        new = select(ids.c.posting_id).where(ids.c.posting_id.not_in(pending))
        connection.execute(insert(job_pending).from_select(["posting_id"], new))
        connection.execute(delete(same_job).where(theirs))


def _put_batch(connection: Connection) -> int:
    batch = pending_prints(connection, BATCH)
    ids = [one.print.posting_id for one in batch]
    keys = keys_for(connection, ids)
    clusters = _around(connection, {key for theirs in keys.values() for key in theirs})
    before = {found.posting_id: found for found in clusters.found()}
    for one in batch:
        clusters.put(one, keys.get(one.print.posting_id, ()))
    changed = [found for found in clusters.found() if before.get(found.posting_id) != found]
    upsert_records(connection, same_job, changed)
    for part in some(ids):
        connection.execute(delete(job_pending).where(job_pending.c.posting_id.in_(part)))
    return len(ids)


def _around(connection: Connection, keys: set[int]) -> Clusters:
    """Return the jobs of the postings that have one of the keys, as they were found."""
    shared = sharing(connection, keys)
    found = found_for(connection, list(shared))
    firsts = {one.duplicate_of for one in found.values()}
    clusters = Clusters()
    for one in prints_for(connection, sorted({*shared, *found, *firsts})):
        posting = one.print.posting_id
        clusters.restore(one, shared.get(posting, ()), found.get(posting))
    return clusters
