"""Insert new rows; in PostgreSQL with COPY, which costs a third of an upsert."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, event
from sqlalchemy.engine import Dialect

from pipeline.caches import cached_reader
from pipeline.store.db.arrays import in_values
from pipeline.store.db.statements import (
    Names,
    PreparedStatement,
    Row,
    prepare,
    write_mappings,
    write_records,
    write_whole,
)

_COPY = "COPY "


def insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert `rows`, all with the columns of the first; a key that exists is an error."""
    write_mappings(connection, prepared_insert, table, rows)


def insert_records(connection: Connection, table: Table, records: Sequence[Any]) -> None:
    """Insert records of one class as `insert` does; `table` has all columns of the class."""
    write_records(connection, prepared_insert, table, records)


def insert_whole(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows as `insert` does; each has all columns of `table`, in its order."""
    write_whole(connection, prepared_insert, table, rows)


def replace_children(
    connection: Connection, table: Table, parents: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Delete the rows of `table` whose posting_id is among `parents`, then insert `rows`."""
    if parents:
        connection.execute(delete(table).where(in_values(connection, table.c.posting_id, parents)))
    insert(connection, table, rows)


def let_copy(engine: Engine) -> None:
    """Let a PostgreSQL engine execute COPY like other statements with many rows."""
    event.listen(engine, "do_execute", _copy_one)
    event.listen(engine, "do_executemany", _copy)


def _copy_one(cursor: Any, statement: str, parameters: Row, context: Any) -> bool:
    return _copy(cursor, statement, [parameters], context)


def _copy(cursor: Any, statement: str, parameters: Sequence[Row], _context: Any) -> bool:
    """Execute a COPY with its rows; return whether the statement is a COPY."""
    if not statement.startswith(_COPY):
        return False
    with cursor.copy(statement) as copy:
        for row in parameters:
            copy.write_row(row)
    return True


@cached_reader(64)
def prepared_insert(table: Table, names: Names, dialect: Dialect) -> PreparedStatement:
    """Return the statement that inserts the columns `names`, in the table's order."""
    if dialect.name == "postgresql":
        quoted = map(dialect.identifier_preparer.quote, names)
        return prepare(
            f"{_COPY}{table.name} ({', '.join(quoted)}) FROM STDIN", table, names, dialect
        )
    compiled = table.insert().compile(dialect=dialect, column_keys=list(names))
    return prepare(compiled, table, names, dialect)
