"""Write rows as a Parquet file with typed columns."""

import importlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from models.record import Column
from pipeline.errors import UsageError
from pipeline.publish.export.byte_sink import ByteSink
from pipeline.publish.export.cells import typed
from pipeline.publish.export.column_format import Decode, StoredRows, after

GROUP_ROWS = 50_000
"""Rows of a row group: a group is in memory as a whole, and readers skip whole groups."""


def write_parquet(file: ByteSink, columns: Sequence[Column], rows: StoredRows) -> int:
    """Write rows with the values of `columns`; return the number of rows.

    Raises UsageError where pyarrow is not installed.
    """
    try:
        arrow = importlib.import_module("pyarrow")
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise UsageError("Parquet needs pyarrow: pip install 'payband[parquet]'") from None
    schema = arrow_schema(columns)
    count = 0
    with parquet.ParquetWriter(file, schema) as writer:
        for group in _groups(rows, arrow, schema):
            writer.write_table(group, GROUP_ROWS)
            count += group.num_rows
    return count


def arrow_schema(columns: Sequence[Column]) -> Any:
    """Return the schema of a Parquet file with these columns. It needs pyarrow."""
    arrow = importlib.import_module("pyarrow")
    return arrow.schema([(c.name, _arrow_type(c.type, arrow)) for c in columns])


def _groups(rows: StoredRows, arrow: Any, schema: Any) -> Iterator[Any]:
    """Yield tables of GROUP_ROWS rows; the last may have fewer.

    The columns are in one piece, since pages of the file end where pieces do, and databases give
    rows in batches of different sizes.
    """
    kept: list[Any] = []
    size = 0
    for batch in rows.formatted(_makers(rows)):
        arrays = [arrow.array(list(v), f.type) for v, f in zip(batch, schema, strict=True)]
        kept.append(arrow.record_batch(arrays, schema=schema))
        size += kept[-1].num_rows
        while size >= GROUP_ROWS:
            table = arrow.Table.from_batches(kept)
            yield table.slice(0, GROUP_ROWS).combine_chunks()
            kept = table.slice(GROUP_ROWS).to_batches()
            size -= GROUP_ROWS
    if size:
        yield arrow.Table.from_batches(kept).combine_chunks()


def _makers(rows: StoredRows) -> list[Decode | None]:
    """Return what makes values for Arrow; it takes most of the database's own values directly."""
    return [
        None if rows.are_stored and decode is None else after(decode, _arrow_value)
        for decode in rows.simple
    ]


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
