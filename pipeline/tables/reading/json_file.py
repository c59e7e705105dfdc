"""Read JSON lines, and JSON files with a list of objects."""

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pipeline.errors import InputError
from pipeline.tables.raw_names import KNOWN
from pipeline.tables.reading.charsets import encoding_of
from pipeline.tables.reading.table import Table
from pipeline.tables.reading.table_file import TableFile, readable, text_lines
from pipeline.tables.reading.values import text_of

Record = dict[str, str]
LIST_NAMES = ("jobs", "data", "results", "items", "postings", "records", "rows")
"""Names under which a JSON file holds its list, if it holds several."""
OBJECTS = frozenset({"company", "location", "salary"})
"""Columns of RawPosting that other tools have as an object."""


def json_lines_table(file: TableFile, *, encoding: str = "") -> Table:
    """Return the rows of a file with one JSON object a line; blank lines are skipped.

    The columns are the names of all objects, in order of appearance. Raises InputError.
    """
    return _table(file, "JSON lines", lambda: _lines(file, encoding or encoding_of(file)))


def json_table(file: TableFile, *, encoding: str = "") -> Table:
    """Return the rows of a JSON file: a list of objects, or an object that holds one.

    A file that holds one object a line is read as JSON lines. Raises InputError.
    """
    content = file.content()
    text = content.decode(encoding or encoding_of(file), "replace")
    try:
        whole = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        if "Extra data" in str(error):
            return json_lines_table(file, encoding=encoding)
        raise InputError(f"{file.name}: not valid JSON: {error}") from None
    records = [_record(one, f"{file.name}, row {n}") for n, one in enumerate(_list(whole, file), 1)]
    return _table(file, "JSON", lambda: iter(records))


def _table(file: TableFile, kind: str, records: Callable[[], Iterable[Record]]) -> Table:
    names: dict[str, None] = {}
    count = 0
    for record in records():
        names.update(dict.fromkeys(record))
        count += 1
    if not count:
        raise InputError(f"{file.name}: the file is empty")
    columns = tuple(names)

    def rows() -> Iterator[list[str]]:
        for record in records():
            yield [record.get(name, "") for name in columns]

    return Table(file.name, kind, columns, rows, count)


def _lines(file: TableFile, encoding: str) -> Iterator[Record]:
    row = line = 0
    with readable(file.name), file.open() as content:
        text = io.TextIOWrapper(content, encoding=encoding, newline="\n")
        try:
            for line, one in enumerate(text_lines(text, file.name), 1):
                if one.strip():
                    row += 1
                    yield _parsed(one, f"{file.name}, row {row} (line {line})")
        except UnicodeDecodeError as error:
            where = f"{file.name}: not {error.encoding} (near line {line + 1})"
            raise InputError(f"{where}; give --encoding, or save the file as UTF-8") from None


def _parsed(text: str, where: str) -> Record:
    try:
        record = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: not valid JSON: {error}") from None
    return _record(record, where)


def _record(record: Any, where: str) -> Record:
    if not isinstance(record, dict):
        raise InputError(f"{where}: must be a JSON object")
    return {name: text_of(value, name, where) for name, value in _flat(record)}


def _flat(record: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield names and values; an object inside gives `company.name`, unless it is our own."""
    for name, value in record.items():
        if isinstance(value, dict) and value and (name not in KNOWN or name in OBJECTS):
            yield from ((f"{name}.{inner}", deep) for inner, deep in value.items())
        else:
            yield name, value


def _list(whole: Any, file: TableFile) -> list[Any]:
    if isinstance(whole, list):
        return whole
    lists = {name: v for name, v in whole.items() if isinstance(v, list)} if whole else {}
    known = [name for name in LIST_NAMES if name in lists]
    if len(lists) == 1 or known:
        return next(iter(lists.values())) if len(lists) == 1 else lists[known[0]]
    raise InputError(f"{file.name}: a list of JSON objects is needed")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        raise ValueError("a name is there twice in one object")
    return record


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not a JSON value")
