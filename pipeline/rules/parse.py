"""Read the text of a rule file into rows, and name each cell that does not fit."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import InvalidOperation
from difflib import get_close_matches
from typing import Any, TypeVar

from pipeline.rules.columns import Column, TooLowError, columns
from pipeline.rules.row import NoValue, Row

Kind = TypeVar("Kind", bound=Row)

WRONG = (KeyError, ValueError, InvalidOperation)


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that does not fit: file, line (0: unknown), column, and what is wrong."""

    file: str
    line: int
    column: str
    wrong: str

    def __str__(self) -> str:
        """Return `title/levels.csv:12, use: 'wrod' …`."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}, {self.column}: {self.wrong}"


def parse(row: type[Kind], text: str) -> tuple[tuple[Kind, ...], list[Fault]]:
    """Return the rows of a rule file and its faults. There are no rows if there are faults."""
    reader = csv.reader(io.StringIO(text))
    wanted = columns(row)
    head = next(reader, [])
    faults = list(_of_header(row.file, head, [c.name for c in wanted]))
    if faults:
        return (), faults
    lines, table = _table(reader)
    faults += _of_width(row.file, head, lines, table)
    if faults:
        whole = [
            (n, cells) for n, cells in zip(lines, table, strict=True) if len(cells) == len(head)
        ]
        lines, table = [n for n, _ in whole], [cells for _, cells in whole]
    cells = [_read(c, list(v), row.file, lines, faults) for c, v in _turned(wanted, table)]
    if faults:
        return (), sorted(faults, key=lambda fault: fault.line)
    return tuple(row(*v, line=n) for n, v in zip(lines, zip(*cells, strict=True), strict=True)), []


def _table(reader: Any) -> tuple[list[int], list[list[str]]]:
    """Return the records and the line on which each begins. Empty lines are left out."""
    lines, table, before = [], [], reader.line_num
    for record in reader:
        if record:
            lines.append(before + 1)
            table.append(record)
        before = reader.line_num
    return lines, table


def _turned(
    wanted: Sequence[Column], table: Sequence[Sequence[str]]
) -> Iterator[tuple[Column, Sequence[str]]]:
    by_column = zip(*table, strict=True) if table else [()] * len(wanted)
    return zip(wanted, by_column, strict=True)


def _read(
    column: Column, cells: list[str], file: str, lines: Sequence[int], faults: list[Fault]
) -> Sequence[Any]:
    if column.convert is None:
        return cells
    try:
        return list(map(column.convert, cells))
    except WRONG:
        faults += _of_cells(column, cells, file, lines)
        return cells


def _of_cells(
    column: Column, cells: Sequence[str], file: str, lines: Sequence[int]
) -> Iterator[Fault]:
    for line, cell in zip(lines, cells, strict=True):
        try:
            column.convert(cell)  # type: ignore[misc]  # called for columns with a conversion
        except WRONG:
            yield Fault(file, line, column.name, wrong(column, cell))


def wrong(column: Column, cell: str) -> str:
    """Return what is wrong with a cell, and the nearest allowed value."""
    if column.filled and not cell.strip():
        return "the cell is empty"
    if column.kind == NoValue.__name__:
        return f"{cell!r} is not allowed: the cell must be empty"
    if column.at_least and _is_too_low(column, cell):
        return f"{cell} is too low: at least {column.at_least.least}, {column.at_least.why}"
    if not column.allowed:
        return f"{cell!r} is not a valid {column.kind}"
    words = cell.split() if column.many else [cell]
    bad = next(word for word in words if word not in column.allowed)
    return f"{bad!r} is not allowed{nearest(bad, column.allowed)}"


def _is_too_low(column: Column, cell: str) -> bool:
    try:
        column.convert(cell)  # type: ignore[misc]  # a column with a minimum has a conversion
    except TooLowError:
        return True
    except WRONG:
        return False
    return False


def nearest(word: str, allowed: Iterable[str]) -> str:
    """Return words that name the nearest allowed value, or all if none is near."""
    known = [value for value in allowed if value]
    near = get_close_matches(word, known, 1, 0.0) if word else []
    return f": the nearest is {near[0]!r}" if near else f": choose one of {', '.join(known)}"


def _of_header(file: str, head: Sequence[str], wanted: Sequence[str]) -> Iterator[Fault]:
    missing = [name for name in wanted if name not in head]
    for name in head:
        if name not in wanted:
            yield Fault(file, 1, name, f"there is no such column{nearest(name, missing or wanted)}")
    for name in missing:
        yield Fault(file, 1, name, "the column is missing")
    if sorted(head) == sorted(wanted) and list(head) != list(wanted):
        yield Fault(file, 1, head[0], f"the order of the columns must be {', '.join(wanted)}")
    elif len(set(head)) < len(head) and set(head) == set(wanted):
        yield Fault(file, 1, head[-1], "a column stands twice")


def _of_width(
    file: str, head: Sequence[str], lines: Sequence[int], table: Sequence[Sequence[str]]
) -> Iterator[Fault]:
    for line, record in zip(lines, table, strict=True):
        if len(record) < len(head):
            yield Fault(file, line, head[len(record)], "the cell is missing")
        elif len(record) > len(head):
            yield Fault(file, line, head[-1], "the row has more cells than columns")
