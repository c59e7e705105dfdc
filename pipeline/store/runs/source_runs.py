"""Measure and store the result of each source in a run, to compare later runs with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, and_, false, func, or_, select

from models.run import SourceRun
from models.tables import crawl_run, job_posting, posting_life, raw_posting, run, source_run
from models.vocab import PostingStatus, RunState, SalaryStatus
from pipeline.store.db.transactions import read, write
from pipeline.store.db.upsert import upsert_records

JOB = job_posting.c
FILLED: dict[str, ColumnElement[bool]] = {
    "pay": JOB.salary_status != SalaryStatus.ABSENT,
    "location": JOB.location.is_not(None),
    "role": JOB.role.is_not(None),
    "company": JOB.company.is_not(None),
    "posted_on": JOB.posted_on.is_not(None),
    "flagged": JOB.salary_status == SalaryStatus.FLAGGED,
}
LIVE = ~select(run.c.run_id).where(run.c.run_id == source_run.c.run_id, run.c.replayed).exists()
"""The condition that a source's run is no replay of an archive."""
KEPT = 5
"""Healthy runs that a new one is compared with."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A source's postings by status, its last run, and when it was last healthy (UTC)."""

    source: str
    open: int
    closed: int
    expired: int
    last_run: SourceRun | None
    healthy_at: datetime | None


def measure(
    engine: Engine, since: Mapping[str, datetime], until: Mapping[str, datetime] | None = None
) -> dict[str, dict[str, Any]]:
    """Return, by source, how many postings were seen `since` (UTC), and how many have a field.

    `until` has the last page (UTC) of the sources of an archive: postings that came up after it
    are of later runs.
    """
    seen = [and_(JOB.source == s, posting_life.c.last_seen >= at) for s, at in since.items()]
    seen = [
        each & (posting_life.c.first_seen <= until[s]) if until and s in until else each
        for s, each in zip(since, seen, strict=True)
    ]
    filled = [func.count().filter(has).label(name) for name, has in FILLED.items()]
    query = (
        select(JOB.source, func.count().label("postings"), *filled)
        .join_from(posting_life, job_posting, posting_life.c.posting_id == JOB.posting_id)
        .where(or_(false(), *seen))
        .group_by(JOB.source)
    )
    rows = read(engine, lambda c: [dict(row) for row in c.execute(query).mappings()])
    return {row.pop("source"): row for row in rows}


def healthy_before(engine: Engine, now: SourceRun, *, replayed: bool) -> list[SourceRun]:
    """Return the last five healthy runs of a source that began by the time of `now`, newest first.

    The list ends at the last run with an accepted drop: earlier runs are no measure any more. A
    live run is compared with replays only where there is no live run.
    """
    said = source_run.c
    query = (
        select(source_run)
        .where(said.source == now.source, said.state == RunState.HEALTHY)
        .where(said.at <= now.at, said.run_id != now.run_id)
        .order_by(said.at.desc(), said.run_id.desc())
        .limit(KEPT)
    )
    found = [] if replayed else _source_runs(engine, query.where(LIVE))
    found = found or _source_runs(engine, query)
    upto = next((n for n, row in enumerate(found, 1) if row.accepted), KEPT)
    return found[:upto]


def accepted_empty(engine: Engine, source: str, at: datetime) -> set[str]:
    """Return the boards of a source that a user accepted as empty, and that listed nothing since.

    `at` is the time (UTC) of the present run: later runs do not count.
    """
    said, crawl = source_run.c, crawl_run.c
    taken = (
        select(func.max(said.run_id))
        .where(said.source == source, said.accepted, said.state == RunState.HEALTHY, said.at <= at)
        .scalar_subquery()
    )
    there = (crawl.run_id == taken) & (crawl.state == RunState.EMPTY)
    query = (
        select(crawl.board)
        .where(crawl.source == source, crawl.run_id >= taken)
        .group_by(crawl.board)
        .having(func.sum(crawl.seen) == 0, func.count().filter(there) > 0)
    )
    return set(read(engine, lambda connection: connection.execute(query).scalars().all()))


def keep_source_runs(engine: Engine, rows: Sequence[SourceRun]) -> None:
    """Store the results of sources."""
    write(engine, lambda connection: upsert_records(connection, source_run, rows))


def verdicts_before(engine: Engine, run_id: str, at: datetime) -> dict[str, SourceRun]:
    """Return the verdict on each source before a run that began `at` (UTC).

    A run of a part and a replay lift no hold: neither looked at what was held.
    """
    said = source_run.c
    query = (
        select(source_run)
        .where(said.run_id != run_id, said.at <= at, said.state != RunState.PART, LIVE)
        .order_by(said.at, said.run_id)
    )
    return {run.source: run for run in _source_runs(engine, query)}


def _source_runs(engine: Engine, query: Select[Any]) -> list[SourceRun]:
    rows = read(engine, lambda connection: connection.execute(query).mappings().all())
    return [SourceRun(**row) for row in rows]


def standings(engine: Engine) -> list[Standing]:
    """Return the standing of each source of the store, sorted by name."""
    life, raw = posting_life.c, raw_posting.c
    statuses = (
        select(raw.source, life.status, func.count().label("postings"))
        .join_from(raw_posting, posting_life, raw.posting_id == life.posting_id)
        .group_by(raw.source, life.status)
    )
    with engine.connect() as connection:
        counts: dict[str, dict[Any, int]] = {}
        for row in connection.execute(statuses):
            counts.setdefault(row.source, {})[row.status] = row.postings
        runs = select(source_run).order_by(source_run.c.at, source_run.c.run_id)
        found = [SourceRun(**row) for row in connection.execute(runs).mappings()]
    last = {row.source: row for row in found}
    healthy = {row.source: row.at for row in found if row.state is RunState.HEALTHY}
    return [
        Standing(
            source,
            **{str(status): counts.get(source, {}).get(status, 0) for status in PostingStatus},
            last_run=last.get(source),
            healthy_at=healthy.get(source),
        )
        for source in sorted(counts.keys() | last.keys())
    ]
