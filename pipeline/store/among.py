"""Which rows have one of many values: a single parameter, however many there are."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Connection, Text, any_, func, literal, select


def among(
    connection: Connection, column: ColumnElement[Any], values: Iterable[str]
) -> ColumnElement[bool]:
    """Return the condition that `column`, a text, is one of `values`.

    An IN list is written anew for each number of values; these clauses are made once.
    """
    given = list(values)
    if connection.dialect.name == "postgresql":
        return column == any_(literal(given, ARRAY(Text)))
    each = func.json_each(json.dumps(given)).table_valued("value")
    return column.in_(select(each.c.value))
