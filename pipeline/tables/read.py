"""Read tables of users, of any kind, to a frame or to raw postings."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from models.raw import RawPosting
from pipeline.rules.rows.tables import Meaning
from pipeline.tables.raw_row import RowReader
from pipeline.tables.reading.formats import open_table
from pipeline.tables.reading.table import Table
from pipeline.tables.reading.table_file import table_file
from pipeline.tables.reading.values import text_of
from pipeline.tables.recognition.column_map import ColumnMap
from pipeline.tables.recognition.recognize import recognize


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How a file is to be read where that isn't left to Payband.

    `columns` are the columns of some meanings, `encoding` is a Python name of an encoding.
    """

    columns: Mapping[Meaning, str]
    encoding: str = ""
    delimiter: str = ""


AS_FOUND = ReadingOptions({})


@dataclass(frozen=True, slots=True)
class PostingTable:
    """A table, what its columns mean, and the reader of its rows."""

    table: Table
    columns: ColumnMap
    reader: RowReader


@contextmanager
def posting_table(path: Path, options: ReadingOptions = AS_FOUND) -> Iterator[PostingTable]:
    """Yield a table of postings, ready to be read; `-` is standard input.

    Raises InputError with file, row and field for a file that is missing, empty or malformed, or
    has no column with job titles.
    """
    with table_file(path) as file:
        yield recognized(
            open_table(file, encoding=options.encoding, delimiter=options.delimiter),
            options.columns,
        )


def recognized(table: Table, given: Mapping[Meaning, str] | None = None) -> PostingTable:
    """Return a table with what its columns mean, see `recognize`."""
    columns = recognize(table, given)
    return PostingTable(table, columns, RowReader(table.columns, columns, table.name))


def read_table(path: Path) -> pd.DataFrame:
    """Return a table as a frame of text, with its own column names. Raises InputError."""
    with table_file(path) as file:
        table = open_table(file)
        return pd.DataFrame(list(table.rows()), columns=list(table.columns), dtype="str")


def frame_table(frame: pd.DataFrame, name: str) -> Table:
    """Return a frame as a table; `name` stands for it in messages."""
    names = tuple(str(column) for column in frame.columns)

    def rows() -> Iterator[list[str]]:
        for row, values in enumerate(frame.itertuples(index=False, name=None), 1):
            where = f"{name}, row {row}"
            yield [text_of(v, n, where) for n, v in zip(names, values, strict=True)]

    return Table(name, "DataFrame", names, rows, len(frame))


def raw_postings(
    frame: pd.DataFrame, name: str, given: Mapping[Meaning, str] | None = None
) -> Iterator[RawPosting]:
    """Yield a raw posting for each row of a frame, in order. Raises InputError."""
    read = recognized(frame_table(frame, name), given)
    for number, row in enumerate(read.table.rows(), 1):
        yield read.reader.posting(row, number)
