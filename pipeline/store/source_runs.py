"""What each source came to in a run: measured, kept, and compared with later on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Engine, and_, false, func, or_, select

from models.run import SourceRun
from models.tables import job_posting, posting_life, raw_posting, source_run
from models.vocab import PostingStatus, RunState, SalaryStatus
from pipeline.store.patience import read, write
from pipeline.store.upsert import upsert_records

JOB = job_posting.c
FILLED: dict[str, ColumnElement[bool]] = {
    "pay": JOB.salary_status != SalaryStatus.ABSENT,
    "location": JOB.location.is_not(None),
    "role": JOB.role.is_not(None),
    "company": JOB.company.is_not(None),
    "posted_on": JOB.posted_on.is_not(None),
}
KEPT = 5
"""Healthy runs that a new one is compared with."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How many postings of a source are in each state, and what its last run came to."""

    source: str
    open: int
    closed: int
    expired: int
    last_run: SourceRun | None
    healthy_at: datetime | None


def measure(engine: Engine, since: Mapping[str, datetime]) -> dict[str, dict[str, Any]]:
    """Return, by source, how many cleaned postings were seen `since`, and with each field."""
    seen = [and_(JOB.source == s, posting_life.c.last_seen >= at) for s, at in since.items()]
    filled = [func.count().filter(said).label(name) for name, said in FILLED.items()]
    query = (
        select(JOB.source, func.count().label("postings"), *filled)
        .join_from(posting_life, job_posting, posting_life.c.posting_id == JOB.posting_id)
        .where(or_(false(), *seen))
        .group_by(JOB.source)
    )
    rows = read(engine, lambda c: [dict(row) for row in c.execute(query).mappings()])
    return {row.pop("source"): row for row in rows}


def healthy_before(engine: Engine, source: str, run_id: str, at: datetime) -> list[SourceRun]:
    """Return the last five healthy runs of a source that began by `at`, the newest first.

    They end at the last one whose drop was accepted: what was before is no measure any more.
    """
    said = source_run.c
    query = (
        select(source_run)
        .where(said.source == source, said.state == RunState.HEALTHY)
        .where(said.at <= at, said.run_id != run_id)
        .order_by(said.at.desc(), said.run_id.desc())
        .limit(KEPT)
    )
    rows = read(engine, lambda connection: connection.execute(query).mappings().all())
    found = [SourceRun(**row) for row in rows]
    upto = next((n for n, row in enumerate(found, 1) if row.accepted), KEPT)
    return found[:upto]


def keep_source_runs(engine: Engine, rows: Sequence[SourceRun]) -> None:
    """Keep what sources came to."""
    write(engine, lambda connection: upsert_records(connection, source_run, rows))


def last_verdict(engine: Engine, source: str) -> SourceRun | None:
    """Return what the newest run of a source that was judged came to."""
    said = source_run.c
    query = select(source_run).where(said.source == source)
    newest = query.order_by(said.at.desc(), said.run_id.desc()).limit(1)
    found = read(engine, lambda connection: connection.execute(newest).mappings().one_or_none())
    return None if found is None else SourceRun(**found)


def standings(engine: Engine) -> list[Standing]:
    """Return how each source of the store stands, by name."""
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
