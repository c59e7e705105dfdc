"""Read CSV, JSON lines and Parquet files to column names and rows of text."""

import csv
import importlib
import io
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.tables.cells import text_of
from pipeline.tables.columns import check_column

Table = tuple[list[str], list[list[str]]]
INDEX_COLUMN = re.compile(r"__index_level_[0-9]+__")  # pandas' own row numbers in a Parquet file


def read_csv(path: Path) -> Table:
    """Return the header and rows of a CSV in UTF-8, with or without a byte order mark.

    Quoted line breaks are allowed, blank lines are skipped. Raises InputError.
    """
    reader = _cells(_decoded(path), strict=True)
    header: list[str] = []
    rows: list[list[str]] = []
    line = 1
    try:
        for cells in reader:
            if cells and not header:
                header = _header(cells, path)
            elif cells:
                rows.append(_full(cells, header, f"{path}, row {len(rows) + 1} (line {line})"))
            line = reader.line_num + 1
    except csv.Error as error:
        where = f"row {len(rows) + 1}" if header else "the header"
        raise InputError(f"{path}, {where} (line {line}): {error}") from None
    if not header:
        raise InputError(f"{path}: the file is empty")
    return header, rows


def read_jsonl(path: Path) -> Table:
    """Return the names and rows of a file with one JSON object a line; blank lines are skipped.

    The columns are the names of all objects, in order of appearance. Raises InputError.
    """
    records: list[dict[str, str]] = []
    names: dict[str, None] = {}
    for line, text in enumerate(_decoded(path).split("\n"), 1):
        if text.strip():
            records.append(_record(text, f"{path}, row {len(records) + 1} (line {line})"))
            names.update(dict.fromkeys(records[-1]))
    if not records:
        raise InputError(f"{path}: the file is empty")
    return list(names), [[record.get(name, "") for name in names] for record in records]


def read_parquet(path: Path) -> Table:
    """Return the names and rows of a Parquet file. Raises InputError, also without pyarrow."""
    try:
        arrow = importlib.import_module("pyarrow")
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise InputError(f"{path}: Parquet needs pyarrow: pip install 'payband[parquet]'") from None
    content = _content(path)
    if not content:
        raise InputError(f"{path}: the file is empty")
    try:
        table = parquet.read_table(io.BytesIO(content))
    except (arrow.ArrowException, OSError) as error:
        raise InputError(f"{path}: cannot be read as Parquet: {error}") from None
    names = [n for n in table.column_names if not INDEX_COLUMN.fullmatch(n)]
    for place, name in enumerate(names, 1):
        check_column(name, f"{path}, column {place}")
    taken = [i for i, n in enumerate(table.column_names) if not INDEX_COLUMN.fullmatch(n)]
    values = [table.column(i).to_pylist() for i in taken]
    texts = [_texts(column, name, path) for column, name in zip(values, names, strict=True)]
    return names, [list(row) for row in zip(*texts, strict=True)]


TABLES: Mapping[str, Callable[[Path], Table]] = {
    ".csv": read_csv,
    ".jsonl": read_jsonl,
    ".parquet": read_parquet,
}


def _cells(text: str, *, strict: bool) -> Any:
    """Return a csv.reader without the limit of 128 KB for a cell: descriptions may be longer."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    return csv.reader(io.StringIO(text, newline=""), strict=strict)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None


def _decoded(path: Path) -> str:
    content = _content(path)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        where = f"{path}, {_place(path, content[: error.start])} (line {line})"
        raise InputError(f"{where}: not UTF-8; save the file as UTF-8") from None


def _place(path: Path, before: bytes) -> str:
    """Return the row (and for a CSV the field) of the first byte that is not UTF-8."""
    text = before.decode("utf-8-sig", "ignore")
    if path.suffix.lower() != ".csv":
        return f"row {sum(1 for line in text.split(chr(10))[:-1] if line.strip()) + 1}"
    # `x` stands for the byte that could not be read, so that its cell counts.
    rows = [cells for cells in _cells(text + "x", strict=False) if cells]
    if len(rows) == 1:
        return "the header"
    field = rows[0][min(len(rows[-1]), len(rows[0])) - 1]
    return f"row {len(rows) - 1}, {field}"


def _header(cells: list[str], path: Path) -> list[str]:
    if len(cells) == 1:
        for mark, name in ((";", "semicolons"), ("\t", "tabs")):
            if mark in cells[0]:
                raise InputError(f"{path}, the header: separated by {name}; commas are needed")
    return [cell.strip() for cell in cells]


def _full(cells: list[str], header: list[str], where: str) -> list[str]:
    if len(cells) == len(header):
        return cells
    first = f"; {header[len(cells)]} has none" if len(cells) < len(header) else ""
    raise InputError(f"{where}: {len(cells)} cells, the header has {len(header)}{first}")


def _record(text: str, where: str) -> dict[str, str]:
    try:
        record = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: not valid JSON: {error}") from None
    if not isinstance(record, dict):
        raise InputError(f"{where}: must be a JSON object")
    for name in record:
        check_column(name, where)
    return {name: text_of(value, name, where) for name, value in record.items()}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        raise ValueError("a name is there twice in one object")
    return record


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not a JSON value")


def _texts(values: list[Any], name: str, path: Path) -> list[str]:
    return [text_of(value, name, f"{path}, row {row}") for row, value in enumerate(values, 1)]
