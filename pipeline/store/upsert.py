"""Insert rows, or update those already there, the same way on both databases."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Any

from sqlalchemy import Connection, Table, and_, bindparam, delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Compiled, Dialect

from models.record import columns

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An upsert as the driver takes it: its SQL, and how the values of a column become its own."""

    sql: str
    converters: Mapping[int, Callable[[Any], Any]]

    def parameters(self, rows: Sequence[Row]) -> list[Row]:
        """Return rows as the driver takes them, column by column: most need nothing done."""
        if not self.converters:
            return list(rows)
        values: list[Iterable[Any]] = list(zip(*rows, strict=True))
        for place, convert in self.converters.items():
            values[place] = map(convert, values[place])
        return list(zip(*values, strict=True))


def upsert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert `rows`; a row whose primary key is there replaces it. One execution, many rows.

    All rows have the columns of the first.
    """
    if rows:
        names = _in_order(table, rows[0])
        _upsert(connection, table, names, list(map(_picker(itemgetter, names), rows)))


def upsert_records(connection: Connection, table: Table, records: Sequence[Any]) -> None:
    """Insert records of one class, all of whose columns `table` has, as `upsert` does."""
    if records:
        kind: type = type(records[0])
        names = _in_order(table, [c.name for c in columns(kind)])
        _upsert(connection, table, names, list(map(_picker(attrgetter, names), records)))


def upsert_whole(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows of all the columns of `table`, in its order, as `upsert` does."""
    if rows:
        _upsert(connection, table, tuple(table.columns.keys()), rows)


def update_rows(
    connection: Connection, table: Table, names: tuple[str, ...], rows: Sequence[Row]
) -> None:
    """Set the columns `names` of rows that are there: a row is their values and its key's."""
    if rows:
        prepared = _prepared_update(table, names, connection.dialect)
        connection.exec_driver_sql(prepared.sql, prepared.parameters(rows))


def _upsert(
    connection: Connection, table: Table, names: tuple[str, ...], rows: Sequence[Row]
) -> None:
    """Give the driver the SQL as it is, made once.

    SQLAlchemy's own handling of each parameter costs more than SQLite's of the row.
    """
    prepared = prepared_upsert(table, names, connection.dialect)
    connection.exec_driver_sql(prepared.sql, prepared.parameters(rows))


def _in_order(table: Table, names: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name in table.columns.keys() if name in names)  # noqa: SIM118  # of columns


def _picker(kind: Callable[..., Callable[[Any], Any]], names: tuple[str, ...]) -> Any:
    """Return what takes the named values out of a row, as a tuple even if it is one."""
    pick = kind(*names)
    return pick if len(names) > 1 else lambda row: (pick(row),)


@lru_cache(maxsize=64)
def prepared_upsert(table: Table, names: tuple[str, ...], dialect: Dialect) -> Prepared:
    """Return the upsert of rows of the columns `names`, in the table's order."""
    maker = postgresql if dialect.name == "postgresql" else sqlite
    keys = [c.name for c in table.primary_key]
    statement = maker.insert(table)
    rest = {name: statement.excluded[name] for name in names if name not in keys}
    whole = statement.on_conflict_do_update(index_elements=keys, set_=rest)
    return _as_prepared(whole.compile(dialect=dialect, column_keys=list(names)), table, names)


@lru_cache(maxsize=8)
def _prepared_update(table: Table, names: tuple[str, ...], dialect: Dialect) -> Prepared:
    keys = tuple(c.name for c in table.primary_key)
    mine = and_(*(table.c[key] == bindparam(f"_{key}") for key in keys))
    statement = update(table).where(mine).values({name: bindparam(name) for name in names})
    return _as_prepared(statement.compile(dialect=dialect), table, names + keys)


def _as_prepared(compiled: Compiled, table: Table, names: tuple[str, ...]) -> Prepared:
    """Return a statement with its parameters by place, in the order of the columns `names`."""
    dialect, sql = compiled.dialect, str(compiled)
    if dialect.name == "postgresql":  # by place, as SQLite takes them
        sql %= dict.fromkeys(compiled.params, "%s")
    found = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names]
    return Prepared(sql, {place: convert for place, convert in enumerate(found) if convert})


def replace_children(
    connection: Connection, table: Table, parents: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Delete the rows of `table` whose posting_id is among `parents`, then insert `rows`."""
    if parents:
        gone = delete(table).where(table.c.posting_id == bindparam("parent"))
        connection.execute(gone, [{"parent": parent} for parent in parents])
    if rows:
        connection.execute(table.insert(), [dict(r) for r in rows])
