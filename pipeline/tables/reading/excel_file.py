"""Read the first sheet of an Excel or OpenDocument file that has a table."""

import importlib
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from io import BytesIO
from typing import Any

from pipeline.errors import InputError
from pipeline.tables.reading.table import Table
from pipeline.tables.reading.table_file import TableFile
from pipeline.tables.reading.values import text_of

LARGEST = 2 << 30
"""Bytes that a workbook may have when unpacked."""


def excel_table(file: TableFile) -> Table:
    """Return the rows of the first sheet with rows; the first row is the header.

    Empty rows are skipped. Raises InputError, also without python-calamine.
    """
    try:
        calamine = importlib.import_module("python_calamine")
    except ImportError:
        words = "Excel needs python-calamine: pip install 'payband[excel]'"
        raise InputError(f"{file.name}: {words}") from None
    content = file.content()
    _check_size(content, file.name)
    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = ((n, book.get_sheet_by_name(n).to_python()) for n in book.sheet_names)
        name, rows = next(
            ((n, filled) for n, rows in sheets if (filled := _filled(rows))), ("", [])
        )
    except calamine.CalamineError as error:
        raise InputError(f"{file.name}: cannot be read as Excel: {error}") from None
    if not rows:
        raise InputError(f"{file.name}: the file is empty")
    where = f"{file.name}, the header"
    names = tuple(text_of(v, "", where).strip() for v in rows[0])
    told = f"Excel, sheet {name}"
    return Table(file.name, told, names, lambda: _rows(rows, names, file.name), len(rows) - 1)


def _filled(rows: list[list[Any]]) -> list[list[Any]]:
    """Return the rows that have a value, without the columns that have none in any row."""
    rows = [row for row in rows if any(value != "" for value in row)]
    if not rows:
        return []
    used = [n for n in range(len(rows[0])) if any(row[n] != "" for row in rows)]
    return [[row[n] for n in used] for row in rows]


def _rows(rows: list[list[Any]], names: tuple[str, ...], table: str) -> Iterator[list[str]]:
    for number, row in enumerate(rows[1:], 1):
        where = f"{table}, row {number}"
        yield [text_of(_day(v), n, where) for n, v in zip(names, row, strict=True)]


def _day(value: Any) -> Any:
    """Return a day without its midnight, which Excel adds to every day."""
    return value.date() if isinstance(value, datetime) and value.time() == time() else value


def _check_size(content: bytes, name: str) -> None:
    """Raise InputError for a workbook that unpacks to more than LARGEST bytes."""
    if zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > LARGEST:
            raise InputError(f"{name}: unpacks to {size} bytes; {LARGEST} is the limit")
