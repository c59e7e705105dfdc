"""A table as it was read: column names, and rows of text that can be read again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """Column names and rows. Every cell is text, empty where the file has none.

    `rows` opens the rows anew at each call. `format` says how the file was read, for a message.
    `count` is the number of rows, None if it takes a whole pass to know it. `skipped` has the
    places of rows that are left out: `row 3 (line 4)`.
    """

    name: str
    format: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]
    count: int | None = None
    skipped: Sequence[str] = ()
