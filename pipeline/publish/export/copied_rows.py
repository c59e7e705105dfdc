r"""Read the rows of a query from PostgreSQL by COPY, as text: nothing reads rows faster.

In COPY's text format a row is a line, cells are separated by tabs, `\N` is an unknown value, and a
tab, a line break or a backslash within a text is written with a backslash.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select
from sqlalchemy.engine import Dialect
from sqlalchemy.types import Float, Integer, TypeEngine

from models.types import Flagged

CHUNK = 1 << 20
UNKNOWN = "\\N"
ESCAPED = re.compile(r"\\(.)")
LETTERS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


def copied_rows(connection: Connection, query: Select[Any]) -> Iterator[Sequence[Sequence[str]]]:
    """Yield the rows of a query in batches of about a megabyte, each cell as COPY writes it."""
    sql, given = statement(query, connection.dialect)
    connection.exec_driver_sql("SET LOCAL TimeZone = 'UTC'")
    connection.exec_driver_sql("SET LOCAL DateStyle = 'ISO'")
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY ({sql}) TO STDOUT", given) as copy:
        for text in _whole_lines(copy):
            yield [line.split("\t") for line in text.split("\n")]


def copy_decoder(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[str], Any]:
    """Return a function that gives a value of the record for a cell of COPY."""
    convert = kind.dialect_impl(dialect)
    finish = getattr(convert, "process_result_value", lambda value, _dialect: value)
    before = _before(kind)
    return lambda cell: finish(None if cell == UNKNOWN else before(cell), dialect)


def _before(kind: TypeEngine[Any]) -> Callable[[str], Any]:
    if isinstance(kind, Flagged):
        return lambda cell: cell == "t"
    if isinstance(kind, Float):
        return float
    return int if isinstance(kind, Integer) else _unescaped


def _unescaped(cell: str) -> str:
    if "\\" not in cell:
        return cell
    return ESCAPED.sub(lambda found: LETTERS.get(found[1], found[1]), cell)


def _whole_lines(blocks: Any) -> Iterator[str]:
    """Yield the text of blocks in large pieces that end where a line ends, without its break."""
    kept: list[bytes] = []
    size = 0
    for block in blocks:
        kept.append(bytes(block))
        size += len(block)
        if size >= CHUNK:
            whole, _, rest = b"".join(kept).rpartition(b"\n")
            yield from [whole.decode()] if whole else []
            kept, size = [rest], len(rest)
    if last := b"".join(kept).removesuffix(b"\n"):
        yield last.decode()


def statement(query: Select[Any], dialect: Dialect) -> tuple[str, dict[str, Any]]:
    """Return the query and its parameters for the driver."""
    compiled = query.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    kinds = {name: bind.type.dialect_impl(dialect) for bind, name in compiled.bind_names.items()}
    given = {}
    for name, value in compiled.params.items():
        convert = kinds[name].bind_processor(dialect) if name in kinds else None
        given[name] = convert(value) if convert else value
    return str(compiled), given
