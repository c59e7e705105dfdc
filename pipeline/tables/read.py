"""Read tables of users (CSV, JSON lines, Parquet) to a frame or to raw postings."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from models.raw import RawPosting
from pipeline.errors import InputError
from pipeline.tables.cells import posting_from, text_of
from pipeline.tables.columns import check_columns
from pipeline.tables.files import TABLES, Table


def read_table(path: Path) -> pd.DataFrame:
    """Return a CSV (.csv), JSON lines (.jsonl) or Parquet (.parquet) file as a frame of text.

    See `read_rows`.
    """
    names, rows = read_rows(path)
    return pd.DataFrame(rows, columns=names, dtype="str")


def read_rows(path: Path) -> Table:
    """Return the column names and the rows of a CSV, JSON lines or Parquet file.

    The columns are named as in RawPosting; `description` is the description as plain text. Every
    value is a str, empty where the file has none; `salary_fields` and `extra` are JSON. Rows are
    numbered from 1, without the header. Raises InputError with file, row and field for a file that
    is missing, empty or malformed, or has unknown columns.
    """
    read = TABLES.get(path.suffix.lower())
    if read is None:
        raise InputError(f"{path}: the name must end in {', '.join(TABLES)}")
    names, rows = read(path)
    check_columns(names, str(path))
    return names, rows


def postings_of(
    names: Sequence[str], rows: Sequence[Sequence[str]], table: str, first: int = 1
) -> Iterator[RawPosting]:
    """Yield a raw posting for each of `rows`; the first has the number `first` in its table.

    Where the table has none, `source` is `file` and `source_key` is the number of the row.
    `fetched_at` is ISO 8601, in UTC without a time zone. Raises InputError with row and field.
    """
    for number, values in enumerate(rows, first):
        yield posting_from(dict(zip(names, values, strict=True)), number, f"{table}, row {number}")


def raw_postings(frame: pd.DataFrame, name: str) -> Iterator[RawPosting]:
    """Yield a raw posting for each row of the frame, in order, see `postings_of`.

    `name` is the name of the frame in messages.
    """
    names = [str(column) for column in frame.columns]
    check_columns(names, name)
    for row, values in enumerate(frame.itertuples(index=False, name=None), 1):
        where = f"{name}, row {row}"
        cells = [text_of(v, n, where) for n, v in zip(names, values, strict=True)]
        yield from postings_of(names, [cells], name, row)
