"""Read Parquet files, with pyarrow where it is installed."""

import importlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from pipeline.errors import InputError
from pipeline.tables.reading.table import Table
from pipeline.tables.reading.table_file import TableFile, readable
from pipeline.tables.reading.values import text_of

INDEX_COLUMN = re.compile(r"__index_level_[0-9]+__")  # pandas' own row numbers in a Parquet file


def parquet_table(file: TableFile) -> Table:
    """Return the rows of a Parquet file. Raises InputError, also without pyarrow."""
    try:
        arrow = importlib.import_module("pyarrow")
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError:
        words = "Parquet needs pyarrow: pip install 'payband[parquet]'"
        raise InputError(f"{file.name}: {words}") from None
    if not file.head:
        raise InputError(f"{file.name}: the file is empty")
    with _readable(file, arrow) as content:
        opened = parquet.ParquetFile(content)
        count = opened.metadata.num_rows
        taken = [n for n in opened.schema_arrow.names if not INDEX_COLUMN.fullmatch(n)]

    def rows() -> Iterator[list[str]]:
        with _readable(file, arrow) as content:
            yield from _rows(parquet.ParquetFile(content), taken, file.name)

    return Table(file.name, "Parquet", tuple(taken), rows, count)


@contextmanager
def _readable(file: TableFile, arrow: Any) -> Iterator[BinaryIO]:
    """Yield the open content; errors of pyarrow become an InputError."""
    try:
        with readable(file.name), file.open() as content:
            yield content
    except arrow.ArrowException as error:
        raise InputError(f"{file.name}: cannot be read as Parquet: {error}") from None


def _rows(opened: Any, names: list[str], table: str) -> Iterator[list[str]]:
    row = 0
    for batch in opened.iter_batches(columns=names):
        columns = [batch.column(name).to_pylist() for name in names]
        for values in zip(*columns, strict=True):
            row += 1
            where = f"{table}, row {row}"
            yield [text_of(v, name, where) for name, v in zip(names, values, strict=True)]
