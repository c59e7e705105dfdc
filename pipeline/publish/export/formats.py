"""Write rows as CSV, JSON lines, Parquet or Excel, by the ending of the file's name."""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from models.record import Column
from pipeline.errors import UsageError
from pipeline.publish.export.byte_sink import ByteSink
from pipeline.publish.export.cells import csv_cell, typed
from pipeline.publish.export.column_format import StoredRows, after, in_columns
from pipeline.publish.export.excel import write_workbook
from pipeline.publish.export.parquet import write_parquet

Row = Sequence[Any]
Line = tuple[str, str, str]
"""What a line begins with, what is between its cells, what it ends with."""
LINES: dict[str, Line] = {".csv": ("", ",", "\r\n"), ".jsonl": ("{", ",", "}\n")}
"""By the ending of the file."""
JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
BOM = b"\xef\xbb\xbf"
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".jsonl": "application/jsonl",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def ending(target: Path) -> str:
    """Return `.csv`, `.jsonl`, `.parquet` or `.xlsx`; raise UsageError for any other ending."""
    suffix = target.suffix.lower()
    if suffix not in MEDIA_TYPES:
        raise UsageError(f"{target}: the name must end in {', '.join(MEDIA_TYPES)}")
    return suffix


def write_rows(  # noqa: PLR0913  # what to write, where to, and how
    kind: str,
    file: ByteSink,
    columns: Sequence[Column],
    rows: Iterable[Row] | StoredRows,
    *,
    excel: bool = False,
    notes: Iterable[str] = (),
) -> int:
    """Write rows of values in the order of `columns`, in batches; return the number of rows.

    `kind` is a result of `ending`. CSV is UTF-8 and RFC 4180, with text quoted and neutralised
    (`cells`); `excel` adds a byte order mark and guards digits. JSON lines and Parquet hold the
    values unchanged. A workbook says the `notes` below its data dictionary. Raises UsageError for
    a format where its library is not installed.
    """
    stored = rows if isinstance(rows, StoredRows) else in_columns(rows, len(columns))
    if kind == ".xlsx":
        return write_workbook(file, columns, stored, notes)
    if kind == ".parquet":
        return write_parquet(file, columns, stored)
    file.write((BOM if excel else b"") + header_line(kind, columns))
    return _write_lines(file, stored, cell_formats(kind, columns, excel=excel), LINES[kind])


def header_line(kind: str, columns: Sequence[Column]) -> bytes:
    """Return the line with the names of the columns; nothing for JSON lines."""
    return f"{','.join(c.name for c in columns)}\r\n".encode() if kind == ".csv" else b""


def cell_formats(
    kind: str, columns: Sequence[Column], *, excel: bool = False
) -> list[Callable[[Any], str]]:
    """Return a function for each column that writes a value as a cell of CSV or JSON lines."""
    if kind == ".csv":
        return [csv_cell(c, excel=excel) for c in columns]
    return [_json_member(c.name) for c in columns]


def _write_lines(
    file: ByteSink, rows: StoredRows, cells: Sequence[Callable[[Any], str]], line: Line
) -> int:
    """Write a line for each row: its cells, joined as `line` says."""
    count, begin, between, end = 0, *line
    makes = [after(decode, cell) for decode, cell in zip(rows.simple, cells, strict=True)]
    for batch in rows.formatted(makes):
        lines = list(map(between.join, zip(*batch, strict=True)))
        file.write((begin + (end + begin).join(lines) + end).encode())
        count += len(lines)
    return count


def _json_member(name: str) -> Callable[[Any], str]:
    begin = json.dumps(name) + ":"
    return lambda value: begin + JSON.encode(typed(value))
