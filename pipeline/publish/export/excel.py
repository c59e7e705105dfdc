"""Write rows as an Excel workbook: a sheet of typed cells and a sheet with the data dictionary."""

import importlib
import io
import shutil
import tempfile
import typing
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from models.record import Column
from pipeline.errors import UsageError
from pipeline.publish.export import excel_rows
from pipeline.publish.export.byte_sink import ByteSink
from pipeline.publish.export.column_format import StoredRows

MADE_ON = datetime(2000, 1, 1)  # noqa: DTZ001  # the same data gives the same bytes on any day
WIDTHS = {"title": 40, "company": 24, "url": 40, "location": 28, "salary_text": 40}
ABOUT_CELLS = (
    "Unknown is empty. Times are UTC. Text is never a formula: a cell that looks like one is "
    f"marked as text. A cell holds {excel_rows.LONGEST:,} characters; longer text ends with …."
)
KINDS = {Decimal: "number", int: "integer", bool: "true or false", datetime: "time", date: "day"}

FORMATS = {
    "header": {"bold": True},
    "day": {"num_format": "yyyy-mm-dd"},
    "time": {"num_format": "yyyy-mm-dd hh:mm:ss"},
    "amount": {"num_format": "#,##0.####"},
    "whole": {"num_format": "#,##0"},
    "guarded": {"quote_prefix": True},
}
Sheet = Any
Formats = dict[str, Any]


def write_workbook(
    file: ByteSink, columns: Sequence[Column], rows: StoredRows, notes: Iterable[str]
) -> int:
    """Write rows with the values of `columns` as a workbook; return the number of rows.

    The first sheet has a frozen header with filters, the second says what each column means,
    after the `notes`. XlsxWriter makes the workbook; the rows of the first sheet, a temporary
    file, then take their place in it. Raises UsageError where XlsxWriter is not installed and
    where the rows do not fit in a sheet.
    """
    try:
        library = importlib.import_module("xlsxwriter")
    except ImportError:
        raise UsageError("Excel files need XlsxWriter: pip install 'payband[excel]'") from None
    told = list(notes)
    with tempfile.TemporaryFile() as sheet, tempfile.TemporaryFile() as made:
        styles = excel_rows.styles_of(_workbook(library, columns, 0, told))
        count = excel_rows.write_rows(sheet, columns, rows, styles)
        sheet.seek(0)
        excel_rows.put_rows(_workbook(library, columns, count, told), sheet, made)
        made.seek(0)
        shutil.copyfileobj(made, file, 1 << 20)
    return count


def _workbook(library: Any, columns: Sequence[Column], count: int, notes: Sequence[str]) -> bytes:
    """Return the workbook for so many rows, with one row of empty cells, one for each style."""
    made = io.BytesIO()
    book = library.Workbook(made, {"in_memory": True})
    book.set_properties({"title": "Payband export", "created": MADE_ON})
    formats = {name: book.add_format(about) for name, about in FORMATS.items()}
    sheet = book.add_worksheet("postings")
    for at, column in enumerate(columns):
        sheet.set_column(at, at, WIDTHS.get(column.name, max(12, len(column.name) + 2)))
        sheet.write_string(0, at, column.name, formats["header"])
    for at, name in enumerate(excel_rows.STYLES):
        sheet.write_blank(1, at, None, formats[name])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, count, len(columns) - 1)
    _dictionary(book.add_worksheet("dictionary"), columns, notes, formats)
    book.close()
    return made.getvalue()


def _dictionary(
    sheet: Sheet, columns: Sequence[Column], notes: Iterable[str], formats: Formats
) -> None:
    for at, width in enumerate((24, 16, 20, 100)):
        sheet.set_column(at, at, width)
    for at, name in enumerate(("column", "type", "unit", "meaning")):
        sheet.write_string(0, at, name, formats["header"])
    sheet.freeze_panes(1, 0)
    lines = [(c.name, kind_of(c), c.unit, c.doc) for c in columns]
    for line, cells in enumerate([*lines, *(("", "", "", n) for n in (*notes, ABOUT_CELLS))], 1):
        for at, cell in enumerate(cells):
            sheet.write_string(line, at, cell)


def kind_of(column: Column) -> str:
    """Return the type of a column in words: number, day, text, or the words it may hold."""
    kind: Any = column.type
    if typing.get_origin(kind) is tuple:
        return "text, several"
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return "a word"
    return KINDS.get(kind, "text")
