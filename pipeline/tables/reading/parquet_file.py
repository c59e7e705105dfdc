"""Read Parquet files, with pyarrow where it is installed."""

import importlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO

from pipeline.errors import InputError
from pipeline.tables.reading.parquet_part import ParquetPart, parquet_parts
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
        metadata = opened.metadata
        taken = [n for n in opened.schema_arrow.names if not INDEX_COLUMN.fullmatch(n)]

    def rows() -> Iterator[list[str]]:
        return read_groups(file, taken)

    def ranges(size: int) -> Iterator[ParquetPart] | None:
        return parquet_parts(file, metadata, tuple(taken), size, read_groups)

    return Table(file.name, "Parquet", tuple(taken), rows, metadata.num_rows, ranges)


def read_groups(
    file: TableFile, names: Sequence[str], groups: Sequence[int] | None = None, first: int = 0
) -> Iterator[list[str]]:
    """Yield the rows of some row groups, by default of all; `first` is the number before them."""
    arrow = importlib.import_module("pyarrow")
    parquet = importlib.import_module("pyarrow.parquet")
    with _readable(file, arrow) as content:
        opened = parquet.ParquetFile(content)
        batches = opened.iter_batches(columns=list(names), row_groups=groups)
        yield from _rows(batches, names, file.name, first)


@contextmanager
def _readable(file: TableFile, arrow: Any) -> Iterator[BinaryIO]:
    """Yield the open content; errors of pyarrow become an InputError."""
    try:
        with readable(file.name), file.open() as content:
            yield content
    except arrow.ArrowException as error:
        raise InputError(f"{file.name}: cannot be read as Parquet: {error}") from None


def _rows(batches: Any, names: Sequence[str], table: str, row: int) -> Iterator[list[str]]:
    for batch in batches:
        columns = [batch.column(name).to_pylist() for name in names]
        for values in zip(*columns, strict=True):
            row += 1
            where = f"{table}, row {row}"
            yield [text_of(v, name, where) for name, v in zip(names, values, strict=True)]
