"""Insert rows, or update those already there, the same way on both databases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect


@dataclass(frozen=True, slots=True)
class Prepared:
    """An upsert as the driver takes it: its SQL, and how a row becomes its parameters."""

    sql: str
    names: tuple[str, ...]
    positional: bool
    converters: Mapping[int, Any]

    def parameters(self, row: Mapping[str, Any]) -> Any:
        """Return what the driver takes for a row: a tuple, or values by name."""
        values = [row[name] for name in self.names]
        for place, convert in self.converters.items():
            values[place] = convert(values[place])
        return tuple(values) if self.positional else dict(zip(self.names, values, strict=True))


def upsert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert `rows`; a row whose primary key is there replaces it. One execution, many rows.

    All rows have the columns of the first. The SQL is made once and given to the driver as it
    is: SQLAlchemy's own handling of each parameter costs more than SQLite's of the row.
    """
    if not rows:
        return
    prepared = _prepared(table, tuple(rows[0]), connection.dialect)
    connection.exec_driver_sql(prepared.sql, list(map(prepared.parameters, rows)))


@lru_cache(maxsize=64)
def _prepared(table: Table, names: tuple[str, ...], dialect: Dialect) -> Prepared:
    maker = postgresql if dialect.name == "postgresql" else sqlite
    statement = maker.insert(table)
    keys = [c.name for c in table.primary_key]
    rest = {name: statement.excluded[name] for name in names if name not in keys}
    whole = statement.on_conflict_do_update(index_elements=keys, set_=rest)
    compiled = whole.compile(dialect=dialect, column_keys=list(names))
    order = tuple(compiled.positiontup or names)
    found = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in order]
    converters = {place: convert for place, convert in enumerate(found) if convert}
    return Prepared(str(compiled), order, bool(compiled.positional), converters)


def replace_children(
    connection: Connection, table: Table, parents: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Delete the rows of `table` whose posting_id is among `parents`, then insert `rows`."""
    if parents:
        gone = delete(table).where(table.c.posting_id == bindparam("parent"))
        connection.execute(gone, [{"parent": parent} for parent in parents])
    if rows:
        connection.execute(table.insert(), [dict(r) for r in rows])
