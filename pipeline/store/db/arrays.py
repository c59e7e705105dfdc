"""Pass many values to a SQL statement in a few array parameters."""

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
    cast,
    column,
    func,
    literal,
    select,
    true,
)
from sqlalchemy.types import TypeEngine

Types = Mapping[str, TypeEngine[Any]]
PLAIN, TEXTS, NUMBERS = Text(), ARRAY(Text), ARRAY(BigInteger)
"""Types of `in_values`: SQLAlchemy examines each new object of a type anew."""


def in_values(
    connection: Connection, column: ColumnElement[Any], values: Iterable[str | int]
) -> ColumnElement[bool]:
    """Return the condition that `column`, of texts or numbers, is one of `values`.

    SQLAlchemy compiles an IN list again for each number of values; it compiles these once.
    """
    given = list(values)
    if connection.dialect.name == "postgresql":
        kind = NUMBERS if isinstance(column.type, Integer) else TEXTS
        return column == any_(cast(literal(array_text(given), PLAIN), kind))
    each = func.json_each(json.dumps(given)).table_valued("value")
    return column.in_(select(each.c.value))


def array_rows(dialect: Dialect, types: Types) -> FromClause:
    """Return a FROM clause for rows given as parameters, with columns of these names and types.

    Execute the statement with the parameters that `array_values` returns.
    """
    if dialect.name == "postgresql":
        values = [_given(name, kind) for name, kind in types.items()]
        named = [column(name, kind) for name, kind in types.items()]
        return func.unnest(*values).table_valued(*named).render_derived()
    each = func.json_each(bindparam("given")).table_valued("value")
    parts = (func.json_extract(each.c.value, f"$[{n}]") for n in range(len(types)))
    return select(*(part.label(name) for part, name in zip(parts, types, strict=True))).subquery()


def array_keys(dialect: Dialect, types: Types, name: str, key: ColumnElement[Any]) -> Any:
    """Return the condition that `key` is one of the given values of `name`, beside a join on it.

    PostgreSQL has no statistics yet of rows that were just inserted, and would read the whole
    table for the join. For this condition it uses the index.
    """
    if dialect.name == "postgresql":
        return key == any_(_given(name, types[name]))
    return true()


def array_values(dialect: Dialect, types: Types, rows: Sequence[tuple[Any, ...]]) -> dict[str, Any]:
    """Return rows as the parameters of a statement with `array_rows`."""
    values = list(zip(*rows, strict=True))
    if dialect.name == "postgresql":
        return {f"given_{name}": array_text(v) for name, v in zip(types, values, strict=True)}
    converters = [kind.dialect_impl(dialect).bind_processor(dialect) for kind in types.values()]
    pairs = zip(converters, values, strict=True)
    plain = (map(convert, given) if convert else given for convert, given in pairs)
    return {"given": json.dumps(list(zip(*plain, strict=True)))}


def array_text(values: Sequence[Any]) -> str:
    """Return values as PostgreSQL writes an array of them: `{"a","b",NULL}`.

    The driver converts a list element by element in Python, which takes longer than the server
    takes for the rows of the list.
    """
    if None in values:
        return f"{{{','.join('NULL' if one is None else _quoted(str(one)) for one in values)}}}"
    texts = list(map(str, values))
    whole = '","'.join(texts)
    if "\\" in whole or whole.count('"') != 2 * max(0, len(texts) - 1):
        return f"{{{','.join(map(_quoted, texts))}}}"
    return f'{{"{whole}"}}' if texts else "{}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _given(name: str, kind: TypeEngine[Any]) -> ColumnElement[Any]:
    return cast(bindparam(f"given_{name}", type_=Text()), ARRAY(kind))
