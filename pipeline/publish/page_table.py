"""A table of a page: columns, and rows of words and drawings."""

from dataclasses import dataclass

from pipeline.publish.charts.axis import Tick
from pipeline.publish.charts.row_mark import RowMark

NONE = "\u2013"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `number` ones stand at the right; `wide` ones are left out on a phone.

    One with `ticks` holds drawings, and its head is their scale.
    """

    name: str
    number: bool = False
    wide: bool = False
    ticks: tuple[Tick, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """Words of a cell, and smaller ones under them: such as a median and its interval."""

    text: str
    below: str = ""

    def __str__(self) -> str:
        return f"{self.text} ({self.below})" if self.below else self.text


@dataclass(frozen=True, slots=True)
class Marked(Value):
    """Words that are marked in their text: what stands before them and after."""

    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its name, its cells by column after the first, and what it is of, for filters.

    `label` is a word of trust; `brief` stands under the name where a phone has no room for
    columns. `part` rows belong to the row above; `dim` rows could be chance, or are too thin.
    """

    name: str
    cells: tuple[Value | RowMark | None, ...]
    id: str = ""
    role: str = ""
    level: str = ""
    workplace: str = ""
    label: str = ""
    brief: str = ""
    part: bool = False
    dim: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heading and the sentences about it. `key` names it in addresses.

    `dim` says what its dim rows are, such as `could be chance`. `told`: its note is to be read
    where there are no rows, too.
    """

    key: str
    heading: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    after: tuple[str, ...] = ()
    dim: str = ""
    told: bool = False

    @property
    def told_dim(self) -> str:
        """What dim rows are, and whether all are; "" where there are none."""
        dim = [row.dim for row in self.rows]
        if len(dim) > 1 and all(dim):
            return f"every row, since each {self.dim}"
        return self.dim if any(dim) else ""

    @property
    def sortable(self) -> bool:
        """Whether rows may be put in another order: none belongs to the one above it."""
        return len(self.rows) > 2 and not any(row.part for row in self.rows)


def words(*texts: str) -> tuple[Value, ...]:
    """Return cells of these words."""
    return tuple(Value(text) for text in texts)
