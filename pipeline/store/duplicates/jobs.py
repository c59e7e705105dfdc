"""Find duplicates in the store: assign new and changed postings to jobs."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from functools import partial

from sqlalchemy import Connection, Engine, delete, func, insert, select, union

from models.tables import fingerprint, job_pending, listed_twice, same_job
from pipeline.dedupe.blocking import exact_keys_of
from pipeline.dedupe.clusters import Clusters
from pipeline.dedupe.compare import Known
from pipeline.dedupe.rules import most_days
from pipeline.dedupe.share_jobs import Told
from pipeline.store.db.arrays import in_values
from pipeline.store.db.insert import replace_children
from pipeline.store.db.transactions import read, write
from pipeline.store.db.upsert import upsert_records
from pipeline.store.duplicates.all_jobs import assign_all_jobs
from pipeline.store.duplicates.job_queries import (
    fingerprints_of_ids,
    first_pending,
    found_for,
    keys_for,
    met_in_one_listing,
    sharing,
)

BATCH = 200
"""Postings assigned to jobs in one transaction."""
AHEAD = 100_000
"""Pending ids that are read at once."""
MANY = 10_000
"""Pending postings from which all may be assigned anew."""


def assign_jobs(engine: Engine, *, everything: bool = False, told: Told | None = None) -> int:
    """Assign every pending posting to its job, or all postings again; return how many.

    All are assigned again where most are pending, as after a change of the rules: that takes less
    time (`assign_all_jobs`), and the jobs are the same. `told` takes how many are assigned, and how
    many there are to assign.

    They are assigned in their order, so that many runs find the same jobs as one run, whichever
    posting came first. Earlier assignments stay, with two exceptions: the jobs of changed postings,
    and jobs that hold a later posting than a pending one that may belong to them. Their postings
    are assigned again, after it, and this can free the postings of further jobs. What a killed
    process has not assigned is still pending.
    """
    if everything or read(engine, _most_are_pending):
        return assign_all_jobs(engine, told)
    write(engine, _loosen)
    put, freed = 0, frozenset[str]()
    while ahead := _ahead(engine):
        total = put + read(engine, _pending) if told is not None else 0
        for at in range(0, len(ahead), BATCH):
            batch = ahead[at : at + BATCH]
            if late := write(engine, partial(_put_batch, batch, freed)):
                freed |= late
                break  # the order has changed
            put += len(batch)
            if told is not None:
                told(put, total)
    return put


def _pending(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(job_pending)).scalar_one()


def _most_are_pending(connection: Connection) -> bool:
    """Return whether so many postings are pending that all are assigned anew in less time."""
    pending = _pending(connection)
    if pending < MANY:  # all fingerprints are not counted for a day's postings
        return False
    every = connection.execute(select(func.count()).select_from(fingerprint)).scalar_one()
    return bool(2 * pending > every)


def _ahead(engine: Engine) -> list[str]:
    return read(engine, partial(first_pending, most=AHEAD))


def _loosen(connection: Connection) -> None:
    """Split the jobs of changed postings, and jobs with two postings that shared one listing.

    All of their postings become pending.
    """
    changed, job = select(job_pending.c.posting_id), same_job.c
    firsts = union(
        select(job.duplicate_of).where(job.posting_id.in_(changed)),
        select(job.duplicate_of).where(job.duplicate_of.in_(changed)),
    )
    apart = {*connection.execute(firsts).scalars(), *met_in_one_listing(connection)}
    if apart:
        _make_pending(connection, {*apart, *found_for(connection, apart)})


def _make_pending(connection: Connection, ids: Collection[str]) -> None:
    """Take postings out of their jobs and make them pending; `ids` has all of each job."""
    pending = in_values(connection, job_pending.c.posting_id, ids)
    there = connection.execute(select(job_pending.c.posting_id).where(pending)).scalars()
    if new := [{"posting_id": one} for one in sorted(set(ids).difference(there))]:
        connection.execute(insert(job_pending), new)
    connection.execute(delete(same_job).where(in_values(connection, same_job.c.posting_id, ids)))


def _put_batch(ids: list[str], freed: Collection[str], connection: Connection) -> set[str]:
    """Assign postings to jobs; or assign none, and free and return those that come after them."""
    batch = fingerprints_of_ids(connection, ids)
    keys = keys_for(connection, ids)
    clusters = _around(connection, batch, keys)
    late = set[str]()
    for one in batch:
        late |= clusters.linked(one, keys.get(one.print.posting_id, ()), later=True)
    if late.difference(freed):
        _make_pending(connection, late)
        return late
    before = {found.posting_id: found for found in clusters.found()}
    for one in batch:
        clusters.put(one, keys.get(one.print.posting_id, ()))
    changed = [found for found in clusters.found() if before.get(found.posting_id) != found]
    upsert_records(connection, same_job, changed)
    twice = sorted(clusters.listed_twice(one.print.posting_id for one in batch))
    replace_children(connection, listed_twice, twice, [{"posting_id": one} for one in twice])
    connection.execute(
        delete(job_pending).where(in_values(connection, job_pending.c.posting_id, ids))
    )
    return set()


def _around(connection: Connection, batch: Sequence[Known], keys: dict[str, list[int]]) -> Clusters:
    """Return the stored jobs of the postings that share a key with one of the batch.

    Postings that were last open too long before the batch take part by exact keys only.
    """
    every = {key for theirs in keys.values() for key in theirs}
    exact = every.intersection(key for one in batch for key in exact_keys_of(one.print))
    shared = sharing(connection, every, exact, _since(batch))
    found = found_for(connection, shared)
    firsts = {one.duplicate_of for one in found.values()}
    clusters = Clusters()
    for one in fingerprints_of_ids(connection, {*shared, *found, *firsts}):
        posting = one.print.posting_id
        clusters.restore(one, shared.get(posting, ()), found.get(posting))
    return clusters


def _since(batch: Sequence[Known]) -> date | None:
    """Return the first day on which a posting must have been open to be of one job with these."""
    days = [one.first for one in batch if one.first is not None]
    return min(days) - timedelta(most_days()) if len(days) == len(batch) else None
