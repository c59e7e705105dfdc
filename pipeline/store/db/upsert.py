"""Upsert: insert new rows and update existing ones, in the same way on both databases."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from sqlalchemy import Connection, Table, and_, bindparam, update
from sqlalchemy.engine import Dialect

from pipeline.caches import cached_reader
from pipeline.store.db.statements import (
    Names,
    PreparedStatement,
    Row,
    prepare,
    write_mappings,
    write_records,
    write_whole,
)


def upsert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert `rows`; where the primary key exists, update that row.

    All rows have the columns of the first.
    """
    write_mappings(connection, prepared_upsert, table, rows)


def upsert_records(connection: Connection, table: Table, records: Sequence[Any]) -> None:
    """Upsert records of one class; `table` has all columns of the class."""
    write_records(connection, prepared_upsert, table, records)


def upsert_whole(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Upsert rows that have all columns of `table`, in its order."""
    write_whole(connection, prepared_upsert, table, rows)


def update_rows(connection: Connection, table: Table, names: Names, rows: Sequence[Row]) -> None:
    """Set the columns `names` of existing rows; a row has their values, then those of its key."""
    if rows:
        _prepared_update(table, names, connection.dialect).execute(connection, rows)


@cached_reader(64)
def prepared_upsert(table: Table, names: Names, dialect: Dialect) -> PreparedStatement:
    """Return the upsert statement for the columns `names`, in the table's order."""
    maker: Any = import_module(f"sqlalchemy.dialects.{dialect.name}")  # a command loads one
    keys = [c.name for c in table.primary_key]
    statement = maker.insert(table)
    rest = {name: statement.excluded[name] for name in names if name not in keys}
    whole = statement.on_conflict_do_update(index_elements=keys, set_=rest)
    compiled = whole.compile(dialect=dialect, column_keys=list(names))
    return prepare(compiled, table, names, dialect)


@cached_reader(8)
def _prepared_update(table: Table, names: Names, dialect: Dialect) -> PreparedStatement:
    keys = tuple(c.name for c in table.primary_key)
    mine = and_(*(table.c[key] == bindparam(f"_{key}") for key in keys))
    statement = update(table).where(mine).values({name: bindparam(name) for name in names})
    return prepare(statement.compile(dialect=dialect), table, names + keys, dialect)
