"""Statements with their rows as a driver takes them, made once and not for each row.

SQLAlchemy's own handling of each parameter costs more than SQLite's of the row.
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
    """A statement as the driver takes it, and how the values of a column become its own."""

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

    def execute(self, connection: Connection, rows: Sequence[Row]) -> None:
        """Execute the statement for all rows in one go."""
        connection.exec_driver_sql(self.sql, self.parameters(rows))


def prepare(sql: str | Compiled, table: Table, names: Names, dialect: Dialect) -> PreparedStatement:
    """Return a statement with its parameters by place: values of the columns `names`."""
    text = str(sql)
    if isinstance(sql, Compiled) and dialect.name == "postgresql":
        text %= dict.fromkeys(sql.params, "%s")  # by place, as SQLite takes them
    found = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names]
    return PreparedStatement(
        text, {place: convert for place, convert in enumerate(found) if convert}
    )


def of_mappings(table: Table, rows: Sequence[Mapping[str, Any]]) -> tuple[Names, list[Row]]:
    """Return the columns of the first row, in the order of `table`, and all rows of them."""
    names = _in_order(table, rows[0])
    return names, list(map(_picker(itemgetter, names), rows))


def of_records(table: Table, records: Sequence[Any]) -> tuple[Names, list[Row]]:
    """Return the columns of records of one class, in the order of `table`, and their rows."""
    kind: type = type(records[0])
    names = _in_order(table, [c.name for c in columns(kind)])
    return names, list(map(_picker(attrgetter, names), records))


def _in_order(table: Table, names: Collection[str]) -> Names:
    return tuple(column.name for column in table.columns if column.name in names)


def _picker(kind: Callable[..., Callable[[Any], Any]], names: Names) -> Any:
    """Return what takes the named values out of a row, as a tuple even if it is one."""
    pick = kind(*names)
    return pick if len(names) > 1 else lambda row: (pick(row),)
