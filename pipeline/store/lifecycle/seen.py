"""Store when postings were first and last seen, and open new postings."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Dialect, Engine, Text, and_, bindparam, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from models.raw import posting_id
from models.tables import posting_life
from models.types import Utc
from pipeline.caches import cached_reader
from pipeline.store.db.arrays import Types, array_keys, array_rows, array_values, in_values
from pipeline.store.db.transactions import write
from pipeline.store.db.upsert import update_rows
from pipeline.store.lifecycle.open_new import open_new
from pipeline.store.lifecycle.rules import Sight, seen
from pipeline.store.raw_content import RawContent, fetched_at

TOUCHED: Types = {"posting_id": Text(), "content_hash": Text(), "last_seen": Utc()}


def touch(connection: Connection, contents: Sequence[RawContent]) -> set[str]:
    """Set last_seen of unchanged postings and return their ids.

    Not among them are postings that are new, edited, purged, already seen later, or there twice.
    """
    times = Counter(one.posting_id for one in contents)
    once = (one for one in contents if times[one.posting_id] == 1)
    rows = [(one.posting_id, one.content_hash, fetched_at(one.raw)) for one in once]
    if not rows:
        return set()
    given = array_values(connection.dialect, TOUCHED, rows)
    touched = connection.execute(_touched(connection.dialect), given)
    return {row.posting_id for row in touched if row.purged_at is None}


@cached_reader(4)
def _touched(dialect: Dialect) -> ReturningUpdate[tuple[str, datetime | None]]:
    """Return the statement that sets last_seen, made once for each dialect."""
    life, now = posting_life.c, array_rows(dialect, TOUCHED).c
    same = and_(
        array_keys(dialect, TOUCHED, "posting_id", life.posting_id),
        life.posting_id == now.posting_id,
        life.content_hash == now.content_hash,
        life.last_seen <= now.last_seen,
    )
    moved = update(posting_life).values(last_seen=now.last_seen).where(same)
    return moved.returning(life.posting_id, life.purged_at)


def sights(connection: Connection, ids: Collection[str]) -> dict[str, Sight]:
    """Return the sights of those postings that the store has, by posting_id."""
    life = posting_life.c
    query = select(life.posting_id, *(life[name] for name in Sight._fields))
    query = query.where(in_values(connection, life.posting_id, ids))
    return {key: Sight(*values) for key, *values in connection.execute(query)}


def see(
    connection: Connection,
    run_id: str,
    times: Mapping[str, Sequence[datetime]],
    newest: Mapping[str, RawContent],
    known: Mapping[str, Sight],
) -> None:
    """Store that a run fetched postings, by id, at these times (UTC); open the new ones.

    `newest` has their content, except where the store has newer content. `known` has the sights of
    those that the store has.
    """
    now = {key: seen(known.get(key), at, _hash(newest.get(key))) for key, at in times.items()}
    moved = [(*now[key], key) for key, was in known.items() if key in now and now[key] != was]
    update_rows(connection, posting_life, Sight._fields, moved)
    new = {key: (one, fetched_at(newest[key].raw)) for key, one in now.items() if key not in known}
    open_new(connection, run_id, new)


def _hash(content: RawContent | None) -> str | None:
    return content.content_hash if content else None


def note_listed(engine: Engine, source: str, keys: Mapping[str, datetime]) -> None:
    """Set last_seen (UTC) of postings of a source, by source_key, that refused records listed.

    Their other values stay.
    """
    life = posting_life.c
    seen_on = (
        update(posting_life)
        .where(life.posting_id == bindparam("key"), life.last_seen < bindparam("at"))
        .values(last_seen=bindparam("at"))
    )
    rows = [{"key": posting_id(source, key), "at": at} for key, at in keys.items()]
    if rows:
        write(engine, lambda connection: connection.execute(seen_on, rows))
