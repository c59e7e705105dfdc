"""Insert rows, or update those already there, the same way on both databases."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete
from sqlalchemy.dialects import postgresql, sqlite


def upsert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert `rows`; a row whose primary key is there replaces it. One execution, many rows."""
    if not rows:
        return
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table)
    keys = [c.name for c in table.primary_key]
    rest = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(
        statement.on_conflict_do_update(index_elements=keys, set_=rest), [dict(r) for r in rows]
    )


def replace_children(
    connection: Connection, table: Table, parents: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Delete the rows of `table` whose posting_id is among `parents`, then insert `rows`."""
    if parents:
        gone = delete(table).where(table.c.posting_id == bindparam("parent"))
        connection.execute(gone, [{"parent": parent} for parent in parents])
    if rows:
        connection.execute(table.insert(), [dict(r) for r in rows])
