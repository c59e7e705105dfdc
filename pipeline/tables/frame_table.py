"""Read a pandas DataFrame as a table of postings, and a table as a frame."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from pipeline.tables.reading.formats import open_table
from pipeline.tables.reading.table import FRAME, Table
from pipeline.tables.reading.table_file import table_file
from pipeline.tables.reading.values import text_of


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
            yield [text_of(_plain(v), n, where) for n, v in zip(names, values, strict=True)]

    return Table(name, FRAME, names, rows, len(frame))


def _plain(value: Any) -> Any:
    """Return a cell of a frame as a value of Python; None for NaN, NaT and NA."""
    if isinstance(value, np.generic | np.ndarray):
        value = value.tolist()
    return None if pd.api.types.is_scalar(value) and pd.isna(value) else value
