"""Prepared statements: compile once, convert the values of a batch by column.

SQLAlchemy's work for each parameter takes longer than SQLite's work for the row.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.engine import Compiled, Dialect

from models.record import columns

Row = tuple[Any, ...]
Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PreparedStatement:
    """SQL for the driver, and the converters of those columns (by position) that need one."""

    sql: str
    converters: Mapping[int, Callable[[Any], Any]]

    def parameters(self, rows: Sequence[Row]) -> list[Row]:
        """Return rows with values for the driver; most columns need no conversion."""
        if not self.converters:
            return list(rows)
        values: list[Iterable[Any]] = list(zip(*rows, strict=True))
        for place in self.converters:
            values[place] = self.converted(place, values[place])
        return list(zip(*values, strict=True))

    def converted(self, place: int, values: Iterable[Any]) -> Iterable[Any]:
        """Return values of one column for the driver."""
        convert = self.converters.get(place)
        return map(convert, values) if convert else values

    def execute(self, connection: Connection, rows: Sequence[Row]) -> None:
        """Execute the statement for all rows in one go."""
        connection.exec_driver_sql(self.sql, self.parameters(rows))


Maker = Callable[[Table, Names, Dialect], PreparedStatement]
"""Returns the statement for the columns `names` of a table, such as its insert."""


def prepare(sql: str | Compiled, table: Table, names: Names, dialect: Dialect) -> PreparedStatement:
    """Return a statement with parameters by position: values of the columns `names`."""
    text = str(sql)
    if isinstance(sql, Compiled) and dialect.name == "postgresql":
        text %= dict.fromkeys(sql.params, "%s")  # by position, as in SQLite
    kinds = [table.c[name].type.dialect_impl(dialect) for name in names]
    converters = [kind.bind_processor(dialect) for kind in kinds]
    return PreparedStatement(
        text, {place: convert for place, convert in enumerate(converters) if convert}
    )


def write_mappings(
    connection: Connection, maker: Maker, table: Table, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Execute the statement of `maker` for rows that all have the columns of the first."""
    if rows:
        names = _in_order(table, rows[0])
        _execute(connection, maker, table, names, list(map(_picker(itemgetter, names), rows)))


def write_records(
    connection: Connection, maker: Maker, table: Table, records: Sequence[Any]
) -> None:
    """Execute the statement of `maker` for records of one class, with the class's columns."""
    if records:
        kind: type = type(records[0])
        names = _in_order(table, [c.name for c in columns(kind)])
        _execute(connection, maker, table, names, list(map(_picker(attrgetter, names), records)))


def write_whole(connection: Connection, maker: Maker, table: Table, rows: Sequence[Row]) -> None:
    """Execute the statement of `maker` for rows with all columns of `table`, in its order."""
    if rows:
        _execute(connection, maker, table, tuple(c.name for c in table.columns), rows)


def _execute(
    connection: Connection, maker: Maker, table: Table, names: Names, rows: Sequence[Row]
) -> None:
    maker(table, names, connection.dialect).execute(connection, rows)


def _in_order(table: Table, names: Collection[str]) -> Names:
    return tuple(column.name for column in table.columns if column.name in names)


def _picker(kind: Callable[..., Callable[[Any], Any]], names: Names) -> Any:
    """Return a function that takes the named values from a row, always as a tuple."""
    pick = kind(*names)
    return pick if len(names) > 1 else lambda row: (pick(row),)
