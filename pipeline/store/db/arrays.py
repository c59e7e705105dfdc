"""Many values in a statement: a parameter or a few, however many there are."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    Dialect,
    FromClause,
    Integer,
    Text,
    any_,
    bindparam,
    column,
    func,
    literal,
    select,
    true,
)
from sqlalchemy.types import TypeEngine

Types = Mapping[str, TypeEngine[Any]]


def in_values(
    connection: Connection, column: ColumnElement[Any], values: Iterable[str | int]
) -> ColumnElement[bool]:
    """Return the condition that `column`, of texts or numbers, is one of `values`.

    An IN list is written anew for each number of values; these clauses are made once.
    """
    given = list(values)
    if connection.dialect.name == "postgresql":
        kind = BigInteger if isinstance(column.type, Integer) else Text
        return column == any_(literal(given, ARRAY(kind)))
    each = func.json_each(json.dumps(given)).table_valued("value")
    return column.in_(select(each.c.value))


def array_rows(dialect: Dialect, types: Types) -> FromClause:
    """Return what a statement reads given rows from, by columns of these names and types.

    It is executed with what `given_values` makes of the rows.
    """
    if dialect.name == "postgresql":
        values = [bindparam(f"given_{name}", type_=ARRAY(kind)) for name, kind in types.items()]
        named = [column(name, kind) for name, kind in types.items()]
        return func.unnest(*values).table_valued(*named).render_derived()
    each = func.json_each(bindparam("given")).table_valued("value")
    parts = (func.json_extract(each.c.value, f"$[{n}]") for n in range(len(types)))
    return select(*(part.label(name) for part, name in zip(parts, types, strict=True))).subquery()


def array_keys(dialect: Dialect, types: Types, name: str, key: ColumnElement[Any]) -> Any:
    """Return the condition that `key` is one of the given values of `name`, beside a join on it.

    PostgreSQL has no figures yet of rows that came a moment ago, and would read the whole table
    for the join; for this it takes the index.
    """
    if dialect.name == "postgresql":
        return key == any_(bindparam(f"given_{name}", type_=ARRAY(types[name])))
    return true()


def array_values(dialect: Dialect, types: Types, rows: Sequence[tuple[Any, ...]]) -> dict[str, Any]:
    """Return rows as the parameters of a statement with `given_rows`."""
    values = list(zip(*rows, strict=True))
    if dialect.name == "postgresql":
        return {f"given_{name}": list(given) for name, given in zip(types, values, strict=True)}
    found = [kind.dialect_impl(dialect).bind_processor(dialect) for kind in types.values()]
    pairs = zip(found, values, strict=True)
    plain = (map(convert, given) if convert else given for convert, given in pairs)
    return {"given": json.dumps(list(zip(*plain, strict=True)))}
