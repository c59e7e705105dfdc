"""A posting's history, kept narrow: a row for each wording, a row for each turn of its life.

A posting that is as it was costs no row. A version holds what it changed, as it was before: the
newest wording is in raw_posting, and earlier ones follow from it backwards.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, func, select

from models.history import PostingVersion, Sighting
from models.posting import PostingLife
from models.raw import RawPosting
from models.tables import posting_version, raw_posting, sighting
from models.types import json_text, pay_dicts
from models.vocab import Reason
from pipeline.store.upsert import upsert

SAID = tuple(f.name for f in fields(RawPosting) if f.name != "fetched_at")


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a posting's history, for a reader."""

    at: datetime
    run_id: str | None
    what: str
    why: str


def keep_versions(
    connection: Connection, rows: Sequence[Mapping[str, Any]], known: Collection[str]
) -> None:
    """Note the wordings that are about to replace those in raw_posting, if there are any.

    `rows` are rows of raw_posting; `known` the ids that it holds already.
    """
    edited = [row["posting_id"] for row in rows if row["posting_id"] in known]
    before = _stored(connection, edited)
    numbers = _latest(connection, edited)
    versions = [
        PostingVersion(
            posting_id=row["posting_id"],
            n=numbers.get(row["posting_id"], 0) + 1,
            run_id=row["run_id"],
            at=row["fetched_at"],
            content_hash=row["content_hash"],
            was=_was(before.get(row["posting_id"]), row),
        )
        for row in rows
        if row["fetched_at"] is not None  # refused a moment later, with its batch
    ]
    upsert(connection, posting_version, [asdict(version) for version in versions])


def keep_turn(life: PostingLife, run_id: str, reason: Reason) -> Sighting:
    """Return the row for a life that has just turned."""
    return Sighting(
        posting_id=life.posting_id,
        n=life.turns,
        run_id=run_id,
        at=life.status_at,
        status=life.status,
        reason=reason,
    )


def history(engine: Engine, posting_id: str) -> list[Event]:
    """Return what happened to a posting, the earliest first."""
    versions = select(posting_version).where(posting_version.c.posting_id == posting_id)
    turns = select(sighting).where(sighting.c.posting_id == posting_id)
    with engine.connect() as connection:
        edits = [PostingVersion(**row) for row in connection.execute(versions).mappings()]
        found = [Sighting(**row) for row in connection.execute(turns).mappings()]
    events = [Event(v.at, v.run_id, "edited", ", ".join(v.was)) for v in edits if v.n > 1]
    events += [Event(s.at, s.run_id, _turn(s), str(s.reason)) for s in found]
    return sorted(events, key=lambda event: event.at)


def _turn(turn: Sighting) -> str:
    return "reopened" if turn.n > 1 and turn.reason is Reason.SEEN else str(turn.status)


def _stored(connection: Connection, ids: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    if not ids:
        return {}
    query = select(raw_posting).where(
        raw_posting.c.posting_id.in_(bindparam("ids", expanding=True))
    )
    rows = connection.execute(query, {"ids": list(ids)}).mappings()
    return {row["posting_id"]: dict(row) for row in rows}


def _latest(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    if not ids:
        return {}
    version = posting_version.c
    query = (
        select(version.posting_id, func.max(version.n).label("n"))
        .where(version.posting_id.in_(bindparam("ids", expanding=True)))
        .group_by(version.posting_id)
    )
    return {row.posting_id: row.n for row in connection.execute(query, {"ids": list(ids)})}


def _was(before: Mapping[str, Any] | None, row: Mapping[str, Any]) -> dict[str, Any]:
    if before is None:
        return {}
    return {
        name: _plain(before[name])
        for name in SAID
        if json_text(_plain(before[name])) != json_text(_plain(row[name]))
    }


def _plain(value: Any) -> Any:
    """Return a value as JSON can hold it: pay fields as dictionaries."""
    return pay_dicts(value) if isinstance(value, tuple) else value
