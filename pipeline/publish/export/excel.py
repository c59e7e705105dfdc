"""Write rows as an Excel workbook: a sheet of typed cells and a sheet with the data dictionary."""

import importlib
import shutil
import tempfile
import typing
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from models.record import Column
from pipeline.errors import UsageError
from pipeline.formula_guard import neutralise
from pipeline.publish.export.byte_sink import ByteSink
from pipeline.publish.export.cells import is_text, plain_text

MOST_ROWS = 1_048_576
"""Rows of a sheet, the header's among them."""
LONGEST = 32_767
"""UTF-16 units that a cell holds."""
FIRST_DAY = date(1900, 3, 1)
"""Excel counts a day in 1900 that there was not; earlier days are written as text."""
MADE_ON = datetime(2000, 1, 1)  # noqa: DTZ001  # the same data gives the same bytes on any day
WIDTHS = {"title": 40, "company": 24, "url": 40, "location": 28, "salary_text": 40}
ABOUT_CELLS = (
    "Unknown is empty. Times are UTC. Text is never a formula: a cell that looks like one is "
    f"marked as text. A cell holds {LONGEST:,} characters; longer text ends with …."
)
KINDS = {Decimal: "number", int: "integer", bool: "true or false", datetime: "time", date: "day"}

Sheet = Any
Formats = dict[str, Any]


def write_workbook(
    file: ByteSink, columns: Sequence[Column], rows: Iterable[Sequence[Any]], notes: Iterable[str]
) -> int:
    """Write rows of values in the order of `columns` as a workbook; return the number of rows.

    The first sheet has a frozen header with filters, the second says what each column means,
    after the `notes`. Rows go to a temporary file one by one, so memory does not grow. Raises
    UsageError where XlsxWriter is not installed and where the rows do not fit in a sheet.
    """
    try:
        library = importlib.import_module("xlsxwriter")
    except ImportError:
        raise UsageError("Excel files need XlsxWriter: pip install 'payband[excel]'") from None
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as made:
        book = library.Workbook(made, {"constant_memory": True, "tmpdir": folder})
        try:
            count = _fill(book, columns, rows, notes)
            book.close()
        except library.exceptions.XlsxFileError as error:
            raise OSError(str(error)) from error
        finally:
            for sheet in book.worksheets():
                sheet.row_data_fh.close()  # it stays open where the rows raised an error
        made.seek(0)
        shutil.copyfileobj(made, file, 1 << 20)
    return count


def _fill(
    book: Any, columns: Sequence[Column], rows: Iterable[Sequence[Any]], notes: Iterable[str]
) -> int:
    book.set_properties({"title": "Payband export", "created": MADE_ON})
    formats = _formats(book)
    sheet = book.add_worksheet("postings")
    for at, column in enumerate(columns):
        sheet.set_column(at, at, WIDTHS.get(column.name, max(12, len(column.name) + 2)))
        sheet.write_string(0, at, column.name, formats["header"])
    sheet.freeze_panes(1, 0)
    count = _write_rows(sheet, [_writer(column, formats) for column in columns], rows)
    sheet.autofilter(0, 0, count, len(columns) - 1)
    _dictionary(book.add_worksheet("dictionary"), columns, notes, formats)
    return count


def _write_rows(
    sheet: Sheet, writers: Sequence[Callable[..., None]], rows: Iterable[Sequence[Any]]
) -> int:
    count = 0
    for count, row in enumerate(rows, 1):  # the last one is the number of rows
        if count == MOST_ROWS:
            raise UsageError(
                f"there are more rows than a sheet of Excel holds ({MOST_ROWS:,}, with the "
                "header): export fewer, or as .csv or .parquet"
            )
        for at, (write, value) in enumerate(zip(writers, row, strict=True)):
            if value is not None:
                write(sheet, count, at, value)
    return count


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


def _formats(book: Any) -> Formats:
    return {
        "header": book.add_format({"bold": True}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "time": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        "amount": book.add_format({"num_format": "#,##0.####"}),
        "whole": book.add_format({"num_format": "#,##0"}),
        "guarded": book.add_format({"quote_prefix": True}),
        "plain": book.add_format(),
    }


def _writer(column: Column, formats: Formats) -> Callable[[Sheet, int, int, Any], None]:
    """Return a function that writes a value of this column to a cell."""
    if is_text(column):
        return lambda sheet, row, at, value: _write_text(sheet, row, at, value, formats)
    if column.type is bool:
        return lambda sheet, row, at, value: sheet.write_boolean(row, at, value)
    if column.type in (date, datetime):
        return lambda sheet, row, at, value: _write_day(sheet, row, at, value, formats)
    return lambda sheet, row, at, value: _write_number(sheet, row, at, value, formats)


def _write_number(sheet: Sheet, row: int, at: int, value: Any, formats: Formats) -> None:
    if not isinstance(value, Decimal):
        sheet.write_number(row, at, value)
        return
    is_whole = value == value.to_integral_value()
    sheet.write_number(row, at, float(value), formats["whole" if is_whole else "amount"])


def _write_day(sheet: Sheet, row: int, at: int, value: date, formats: Formats) -> None:
    is_time = isinstance(value, datetime)
    local = value.astimezone(UTC).replace(tzinfo=None) if isinstance(value, datetime) else value
    if value.toordinal() < FIRST_DAY.toordinal():
        sheet.write_string(row, at, plain_text(value))
    else:
        sheet.write_datetime(row, at, local, formats["time" if is_time else "day"])


def _write_text(sheet: Sheet, row: int, at: int, value: Any, formats: Formats) -> None:
    """Write a text cell. Text that would be a formula stays text even after it is edited."""
    text = _shortened(plain_text(value))
    if not text:
        return
    looks_risky = neutralise(text, excel=True) != text
    if text.startswith("<r>"):  # XlsxWriter takes such a text for markup of its own
        sheet.write_rich_string(row, at, text[:1], formats["plain"], text[1:])
    else:
        sheet.write_string(row, at, text, formats["guarded"] if looks_risky else None)


def _shortened(text: str) -> str:
    if len(text) <= LONGEST // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"
