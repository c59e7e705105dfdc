"""Find the jobs of all stored postings anew, in time that grows like their number.

A posting's job depends only on the postings that it is linked to by keys. So the keys are read
once, in the order of postings, then each linked fingerprint once, and a share of linked postings is
compared and written at a time, as in a table (`pipeline.dedupe.share_jobs`). To find the postings
that share a key with each batch, as `assign_jobs` does for a new day, would read a fingerprint
again for each batch that it has a key in common with.
"""

from collections.abc import Iterator
from functools import partial

from sqlalchemy import Connection, Engine, delete, func, insert, select

from models.tables import fingerprint, job_pending, listed_twice, same_job
from pipeline.dedupe.batch import Keyed
from pipeline.dedupe.clusters import Clusters
from pipeline.dedupe.linked import IdAndKeys, Numbers
from pipeline.dedupe.share_jobs import Told, clusters_by_share, share_of_each
from pipeline.store.db.arrays import in_values
from pipeline.store.db.insert import replace_children
from pipeline.store.db.transactions import read, write
from pipeline.store.db.upsert import upsert_records
from pipeline.store.duplicates.job_queries import fingerprints_of_ids, ids_after, keys_for

PAGE = 2_000
"""Postings that are read at once."""
STEPS = 3
"""What is done for each posting: its keys are read, then its fingerprint, then it is compared."""


def assign_all_jobs(engine: Engine, told: Told | None = None) -> int:
    """Assign all postings to their jobs anew; return how many.

    The jobs are those that `assign_jobs` finds, whatever was assigned before. What a killed
    process has not written is still pending. `told` takes how much of the work is done, in
    postings, and how many postings there are.
    """
    write(engine, _let_go)
    count = read(engine, _count)
    steps = [partial(_tell, told, count, step) for step in range(STEPS)]
    share = share_of_each(_keys(engine, count, steps[0]), count)
    for clusters in clusters_by_share(_linked(engine, share, steps[1]), steps[2]):
        write(engine, partial(_store, clusters))
    write(engine, lambda connection: connection.execute(delete(job_pending)))
    return count


def _tell(told: Told | None, count: int, step: int, done: int, of: int) -> None:
    """Say how many of the postings are done, after `done` of the parts of a step."""
    if told is not None:
        told((step * of + done) * count // (STEPS * of), count)


def _let_go(connection: Connection) -> None:
    """Take all postings out of their jobs; all become pending."""
    for table in (same_job, listed_twice, job_pending):
        connection.execute(delete(table))
    ids = select(fingerprint.c.posting_id)
    connection.execute(insert(job_pending).from_select(["posting_id"], ids))


def _count(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(fingerprint)).scalar_one()


def _pages(engine: Engine) -> Iterator[list[str]]:
    """Yield the ids of all postings with a fingerprint, in order, some at a time."""
    after = ""
    while ids := read(engine, partial(ids_after, after=after, most=PAGE)):
        yield ids
        after = ids[-1]


def _keys(engine: Engine, count: int, told: Told) -> Iterator[IdAndKeys]:
    """Yield the blocking keys of all postings."""
    done = 0
    for ids in _pages(engine):
        keys = read(engine, partial(keys_for, ids=ids))
        yield from ((one, keys.get(one, ())) for one in ids)
        done += len(ids)
        told(done, count)


def _linked(engine: Engine, share: Numbers, told: Told) -> Iterator[tuple[int, Keyed]]:
    """Yield the postings that have a share, each with it."""
    done = 0
    for ids in _pages(engine):
        own = dict(zip(ids, share[done : done + len(ids)].tolist(), strict=True))
        linked = [one for one, number in own.items() if number >= 0]
        keys = read(engine, partial(keys_for, ids=linked))
        for known in read(engine, partial(fingerprints_of_ids, ids=linked)):
            posting = known.print.posting_id
            yield own[posting], (known, keys[posting])
        done += len(ids)
        told(done, len(share))


def _store(clusters: Clusters, connection: Connection) -> None:
    """Write the jobs of a share; its postings are no longer pending."""
    found = sorted(clusters.found(), key=lambda one: one.posting_id)
    upsert_records(connection, same_job, found)
    twice = sorted(clusters.listed_twice(clusters.known))
    replace_children(connection, listed_twice, twice, [{"posting_id": one} for one in twice])
    mine = in_values(connection, job_pending.c.posting_id, sorted(clusters.known))
    connection.execute(delete(job_pending).where(mine))
