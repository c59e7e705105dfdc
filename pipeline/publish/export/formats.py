"""Write rows as CSV, JSON lines, Parquet or Excel, by the ending of the file's name."""

import importlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from models.record import Column
from pipeline.errors import UsageError
from pipeline.publish.export.byte_sink import ByteSink
from pipeline.publish.export.cells import csv_cell, typed
from pipeline.publish.export.excel import write_workbook

Row = Sequence[Any]
BATCH = 5_000
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
    rows: Iterable[Row],
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
    if kind == ".xlsx":
        return write_workbook(file, columns, rows, notes)
    if kind == ".parquet":
        return _write_parquet(file, columns, rows)
    line = _csv_line(columns, excel=excel) if kind == ".csv" else _json_line(columns)
    if kind == ".csv":
        header = ",".join(c.name for c in columns) + "\r\n"
        file.write((BOM if excel else b"") + header.encode())
    count = 0
    for batch in _batches(rows):
        file.write("".join(map(line, batch)).encode())
        count += len(batch)
    return count


def _csv_line(columns: Sequence[Column], *, excel: bool) -> Callable[[Row], str]:
    cells = [csv_cell(column, excel=excel) for column in columns]
    return lambda row: ",".join([cell(v) for cell, v in zip(cells, row, strict=True)]) + "\r\n"


def _json_line(columns: Sequence[Column]) -> Callable[[Row], str]:
    names = [c.name for c in columns]

    def line(row: Row) -> str:
        record = dict(zip(names, map(typed, row), strict=True))
        return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"

    return line


def _write_parquet(file: ByteSink, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    try:
        arrow = importlib.import_module("pyarrow")
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise UsageError("Parquet needs pyarrow: pip install 'payband[parquet]'") from None
    schema = arrow.schema([(c.name, _arrow_type(c.type, arrow)) for c in columns])
    count = 0
    with parquet.ParquetWriter(file, schema) as writer:
        for batch in _batches(rows):
            values = [[_arrow_value(v) for v in cells] for cells in zip(*batch, strict=True)]
            arrays = [arrow.array(v, f.type) for v, f in zip(values, schema, strict=True)]
            writer.write_batch(arrow.record_batch(arrays, schema=schema))
            count += len(batch)
    return count


def _arrow_type(kind: Any, arrow: Any) -> Any:
    """Return the Parquet type: money is a double, exact to 4 decimals up to 900 billion."""
    simple = {
        Decimal: arrow.float64(),
        datetime: arrow.timestamp("us", tz="UTC"),
        date: arrow.date32(),
        int: arrow.int64(),
        bool: arrow.bool_(),
    }
    return simple.get(kind, arrow.string())


def _arrow_value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return value if isinstance(value, date) else typed(value)


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch
