"""Read tables of users, of any kind, with what their columns mean."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.rules.rows.tables import Meaning
from pipeline.tables.raw_row import RowReader
from pipeline.tables.reading.formats import open_table
from pipeline.tables.reading.table import Table
from pipeline.tables.reading.table_file import table_file
from pipeline.tables.recognition.column_map import ColumnMap
from pipeline.tables.recognition.column_rules import NO_POSTINGS
from pipeline.tables.recognition.recognize import recognize


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How a file is to be read where that isn't left to Payband.

    `columns` are the columns of some meanings, `encoding` is a Python name of an encoding. `as_of`
    is the day (UTC) on which rows were collected that don't say it. `skip_ragged` leaves out
    rows of a CSV that have more or fewer cells than the header.
    """

    columns: Mapping[Meaning, str]
    encoding: str = ""
    delimiter: str = ""
    as_of: date | None = None
    skip_ragged: bool = False


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
        table = open_table(
            file,
            encoding=options.encoding,
            delimiter=options.delimiter,
            skip_ragged=options.skip_ragged,
        )
        yield recognized(table, options.columns, options.as_of)


def check_postings(read: PostingTable) -> None:
    """Raise UsageError for a known table that holds no postings; it says what to do with it."""
    if words := NO_POSTINGS.get(read.columns.shape):
        raise UsageError(f"{read.table.name}: this is {words.format(read.table.name)}")


def recognized(
    table: Table, given: Mapping[Meaning, str] | None = None, as_of: date | None = None
) -> PostingTable:
    """Return a table with what its columns mean, see `recognize` and `ReadingOptions`."""
    columns = recognize(table, given)
    return PostingTable(table, columns, RowReader(table.columns, columns, table.name, as_of))
