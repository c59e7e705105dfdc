"""Insert rows into several tables from the same values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from sqlalchemy import CTE, Connection, Insert, Table, bindparam, select
from sqlalchemy.engine import Dialect

from pipeline.caches import cached_reader
from pipeline.store.db.arrays import Types, array_rows, array_values
from pipeline.store.db.insert import prepared_insert
from pipeline.store.db.statements import Row

Shape = tuple[Table, tuple[tuple[str, str], ...]]
"""A table, and pairs of a column and the name of the values that it gets."""


@dataclass(frozen=True, slots=True)
class Target:
    """A table, the names of values by column, and a record: other columns get its values."""

    table: Table
    given: Mapping[str, str]
    same: Any

    @property
    def shape(self) -> Shape:
        """The part that is the same for all batches."""
        return self.table, tuple(self.given.items())


def insert_together(
    connection: Connection, types: Types, rows: Sequence[Row], targets: Sequence[Target]
) -> None:
    """Insert a row into each of the tables for each of `rows`, which have values of `types`.

    PostgreSQL gets one statement: a COPY for each table takes three round trips. SQLite takes a
    statement for each table. A record for each row would take longer than the database takes.
    """
    if connection.dialect.name == "postgresql":
        shapes = tuple(target.shape for target in targets)
        statement = _statement(connection.dialect, tuple(types.items()), shapes)
        given = array_values(connection.dialect, types, rows)
        connection.execute(statement, given | _same(targets))
        return
    values = dict(zip(types, zip(*rows, strict=True), strict=True))
    for target in targets:
        _insert(connection, target, values)


def _insert(connection: Connection, target: Target, values: Mapping[str, Sequence[Any]]) -> None:
    names, given = tuple(target.table.columns.keys()), target.given
    prepared = prepared_insert(target.table, names, connection.dialect)
    (record,) = prepared.parameters([tuple(getattr(target.same, name) for name in names)])
    cells = [
        prepared.converted(place, values[given[name]]) if name in given else repeat(record[place])
        for place, name in enumerate(names)
    ]
    connection.exec_driver_sql(prepared.sql, list(zip(*cells, strict=False)))


@cached_reader(8)
def _statement(dialect: Dialect, types: tuple[Any, ...], shapes: tuple[Shape, ...]) -> Insert:
    """Return the statement for tables of these shapes, made once."""
    given = select(array_rows(dialect, dict(types))).cte("given").prefix_with("MATERIALIZED")
    *others, last = (_insert_from(given, *shape) for shape in shapes)
    return last.add_cte(*(one.cte(f"into_{one.table.name}") for one in others))


def _insert_from(given: CTE, table: Table, pairs: tuple[tuple[str, str], ...]) -> Insert:
    values = {column: given.c[name] for column, name in pairs}
    for column in table.columns:
        if column.name not in values:
            values[column.name] = bindparam(f"{table.name}_{column.name}", type_=column.type)
    return table.insert().from_select(list(values), select(*values.values()))


def _same(targets: Sequence[Target]) -> dict[str, Any]:
    """Return the parameters for the values of the records."""
    return {
        f"{target.table.name}_{name}": getattr(target.same, name)
        for target in targets
        for name in set(target.table.columns.keys()).difference(target.given)
    }
