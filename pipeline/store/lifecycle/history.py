"""History of a posting: one row for each version, one row for each status change.

An unchanged posting adds no row. A version holds the old values of the fields that it changed. The
newest values are in raw_posting; earlier ones follow from them, version by version.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, func, select

from models.history import PostingVersion, StatusChange
from models.posting_life import PostingLife
from models.raw import RawPosting
from models.tables import posting_version, status_change
from models.value_text import json_text, pay_dicts
from models.vocab import Reason
from pipeline.store.db.arrays import in_values
from pipeline.store.db.insert import insert_records
from pipeline.store.raw_content import RawContent, fetched_at

SAID = tuple(f.name for f in fields(RawPosting) if f.name != "fetched_at")


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a posting's history: when (UTC), in which run, what happened and why."""

    at: datetime
    run_id: str | None
    what: str
    why: str


def keep_versions(
    connection: Connection,
    run_id: str,
    wordings: Sequence[RawContent],
    before: Mapping[str, RawPosting],
) -> None:
    """Store the versions of a run that are about to replace those in raw_posting.

    `before` has the postings that are replaced; it lacks those of the same content whose body was
    purged. Raises ValueError for a posting without the time it was fetched.
    """
    numbers = _latest(connection, [one.posting_id for one in wordings if one.posting_id in before])
    versions = [
        PostingVersion(
            posting_id=one.posting_id,
            n=numbers.get(one.posting_id, 0) + 1,
            run_id=run_id,
            at=fetched_at(one.raw),
            content_hash=one.content_hash,
            was=_was(before.get(one.posting_id), one.raw),
        )
        for one in wordings
    ]
    insert_records(connection, posting_version, versions)


def first_version(
    posting_id: str, run_id: str, fetched: datetime, content_hash: str
) -> PostingVersion:
    """Return the version of a posting that the store lacks, with the time it was fetched (UTC)."""
    return PostingVersion(
        posting_id=posting_id, n=1, run_id=run_id, at=fetched, content_hash=content_hash, was={}
    )


def keep_status_change(life: PostingLife, run_id: str, reason: Reason) -> StatusChange:
    """Return the row for the latest status change of a posting."""
    return StatusChange(
        posting_id=life.posting_id,
        n=life.status_changes,
        run_id=run_id,
        at=life.status_at,
        status=life.status,
        reason=reason,
    )


def history(engine: Engine, posting_id: str) -> list[Event]:
    """Return what happened to a posting, the earliest first."""
    versions = select(posting_version).where(posting_version.c.posting_id == posting_id)
    changes = select(status_change).where(status_change.c.posting_id == posting_id)
    with engine.connect() as connection:
        edits = [PostingVersion(**row) for row in connection.execute(versions).mappings()]
        found = [StatusChange(**row) for row in connection.execute(changes).mappings()]
    events = [Event(v.at, v.run_id, "edited", ", ".join(v.was)) for v in edits if v.n > 1]
    events += [Event(s.at, s.run_id, _turn(s), str(s.reason)) for s in found]
    return sorted(events, key=lambda event: event.at)


def _turn(turn: StatusChange) -> str:
    return "reopened" if turn.n > 1 and turn.reason is Reason.SEEN else str(turn.status)


def _latest(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    if not ids:
        return {}
    version = posting_version.c
    query = (
        select(version.posting_id, func.max(version.n).label("n"))
        .where(in_values(connection, version.posting_id, ids))
        .group_by(version.posting_id)
    )
    return {row.posting_id: row.n for row in connection.execute(query)}


def _was(before: RawPosting | None, now: RawPosting) -> dict[str, Any]:
    if before is None:
        return {}
    pairs = ((name, _plain(getattr(before, name)), _plain(getattr(now, name))) for name in SAID)
    return {name: old for name, old, new in pairs if json_text(old) != json_text(new)}


def _plain(value: Any) -> Any:
    """Return a value as JSON can hold it: pay fields as dictionaries."""
    return pay_dicts(value) if isinstance(value, tuple) else value
