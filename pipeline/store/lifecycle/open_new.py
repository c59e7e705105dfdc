"""Open postings that were never seen before, in one or two statements for a whole batch."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Dialect,
    FromClause,
    Insert,
    Table,
    Text,
    bindparam,
    insert,
    literal,
    select,
)

from models.posting_life import PostingLife
from models.tables import posting_life, posting_version, status_change
from models.types import Utc
from models.vocab import Reason
from pipeline.caches import cached_reader
from pipeline.store.db.arrays import Types, array_rows, array_values
from pipeline.store.lifecycle.history import first_version, keep_status_change
from pipeline.store.lifecycle.rules import Sight, opened

GIVEN: Types = {
    "posting_id": Text(),
    "first_seen": Utc(),
    "last_seen": Utc(),
    "content_hash": Text(),
    "version_at": Utc(),
}
"""What differs between new postings; the rest of their rows is the same for all."""
RUN = "run"


def open_new(
    connection: Connection, run_id: str, new: Mapping[str, tuple[Sight, datetime]]
) -> None:
    """Store the life, first status change and first version of postings that the store lacks.

    `new` has, by posting_id, the sight and the time when the stored content was fetched (UTC). The
    rows are those of `opened`, `keep_status_change` and `first_version`. Only what differs is sent:
    a row of each for the driver takes longer than the database takes for them.
    """
    if not new:
        return
    rows = [
        (key, one.first_seen, one.last_seen, one.content_hash, at) for key, (one, at) in new.items()
    ]
    given = {**array_values(connection.dialect, GIVEN, rows), RUN: run_id}
    for statement in _statements(connection.dialect):
        connection.execute(statement, given)


@cached_reader(4)
def _statements(dialect: Dialect) -> tuple[Insert, ...]:
    """Return the statements, made once for each dialect.

    PostgreSQL takes all tables in one statement, and then gets the values once.
    """
    now = array_rows(dialect, GIVEN)
    life = _insert(posting_life, now, _life_values(now.c))
    changes = _insert(status_change, now, _change_values(now.c))
    versions = _insert(posting_version, now, _version_values(now.c))
    if dialect.name == "postgresql":
        return (versions.add_cte(life.cte("opened_life"), changes.cte("first_change")),)
    return life, changes, versions


def _insert(table: Table, now: FromClause, values: Mapping[str, ColumnElement[Any]]) -> Insert:
    names = [column.name for column in table.columns]
    rows = select(*(values[name].label(name) for name in names)).select_from(now)
    return insert(table).from_select(names, rows)


def _life_values(now: Any) -> dict[str, ColumnElement[Any]]:
    same = _literals(posting_life, _example())
    taken = ("posting_id", "first_seen", "last_seen", "content_hash")
    return {**same, **{name: now[name] for name in taken}, "status_at": now.first_seen}


def _change_values(now: Any) -> dict[str, ColumnElement[Any]]:
    same = _literals(status_change, keep_status_change(_example(), "", Reason.SEEN))
    return {**same, "posting_id": now.posting_id, "run_id": _run(), "at": now.first_seen}


def _version_values(now: Any) -> dict[str, ColumnElement[Any]]:
    same = _literals(posting_version, first_version("", "", _example().first_seen, ""))
    names = {"posting_id": now.posting_id, "content_hash": now.content_hash}
    return {**same, **names, "run_id": _run(), "at": now.version_at}


def _run() -> ColumnElement[Any]:
    return bindparam(RUN, type_=Text())


def _example() -> PostingLife:
    epoch = datetime.fromtimestamp(0, UTC)
    return opened("", Sight(epoch, epoch, ""))


def _literals(table: Table, record: Any) -> dict[str, ColumnElement[Any]]:
    return {c.name: literal(getattr(record, c.name), c.type) for c in table.columns}
