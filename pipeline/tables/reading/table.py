"""A table as it was read: column names, and rows of text that can be read again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.batches import batches

Row = Sequence[str]
FRAME = "DataFrame"
"""The format of a table that is a DataFrame of the user's program."""


class TablePart(Protocol):
    """Some rows of a table one after the other, to be read in any process. It can be pickled."""

    @property
    def count(self) -> int:
        """How many rows it has."""

    def rows(self) -> Iterator[Row]:
        """Read the rows. Raises InputError where the table was changed meanwhile."""


@dataclass(frozen=True, slots=True)
class Table:
    """Column names and rows. Every cell is text, empty where the file has none.

    `rows` opens the rows anew at each call. `format` says how the file was read, for a message.
    `count` is the number of rows, None if it takes a whole pass to know it. `ranges` yields parts
    of so many rows that another process reads by itself; None where only `rows` can read them.
    `skipped` has the places of rows that are left out: `row 3 (line 4)`. `one_writer`: one program
    wrote the days of a column, so that some of them show how the others are to be read.
    """

    name: str
    format: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]
    count: int | None = None
    ranges: Callable[[int], Iterable[TablePart] | None] | None = None
    skipped: Sequence[str] = ()
    one_writer: bool = True

    def parts(self, size: int) -> Iterator[TablePart]:
        """Yield all rows in parts of about `size` rows, in their order."""
        found = self.ranges(size) if self.ranges else None
        if found is not None:
            yield from found
            return
        for some in batches(self.rows(), size):
            yield GivenRows(tuple(map(tuple, some)))


@dataclass(frozen=True, slots=True)
class GivenRows:
    """A part that has the rows themselves."""

    cells: tuple[tuple[str, ...], ...]

    @property
    def count(self) -> int:
        """How many rows it has."""
        return len(self.cells)

    def rows(self) -> Iterator[Row]:
        """Yield the rows."""
        return iter(self.cells)
