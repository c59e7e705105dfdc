"""Make the cells of cleaned rows where they are cleaned, and write them when duplicates are known.

A worker process returns text that is ready to be written. The command writes it, with the cell of
`duplicate_of` in its place, which it alone knows.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from models.record import Column
from pipeline.atomic import replacing
from pipeline.batches import batches
from pipeline.publish.export.byte_sink import ByteSink
from pipeline.publish.export.column_format import ColumnFormat
from pipeline.publish.export.formats import LINES, cell_formats, ending, header_line
from pipeline.publish.export.table_out import write_records

Row = Sequence[Any]
Cells = tuple[Any, ...]
"""What an output makes of a row."""
Placed = tuple[Cells, str | None]
"""The cells of a row, and what goes into the column that was left open."""
TOGETHER = 1_000
"""Lines that are written at once."""


class RowOutput(Protocol):
    """Makes cells of rows, in any process, and writes them, in one."""

    def cells(self, rows: Sequence[Row]) -> list[Cells]:
        """Return what is to be kept of rows of values."""

    def write(self, rows: Iterable[Placed], target: Path | ByteSink) -> int:
        """Write rows in their order; return how many. On an error the file stays unchanged."""


def row_output(target: Path | ByteSink, columns: Sequence[Column], open_column: str) -> RowOutput:
    """Return the output for a target, by the ending of its name; an open file gets CSV.

    The value of `open_column` is known when the rows are written. Raises UsageError for an ending
    that is unknown.
    """
    kind = ending(target) if isinstance(target, Path) else ".csv"
    at = next(n for n, column in enumerate(columns) if column.name == open_column)
    return LineOutput(kind, columns, at) if kind in LINES else ValueOutput(columns, at)


class LineOutput:
    """CSV or JSON lines: a row is kept as the text before and behind the open column."""

    def __init__(self, kind: str, columns: Sequence[Column], at: int) -> None:
        self._given = kind, columns, at
        self._line, self._at = LINES[kind], at
        self._makes = cell_formats(kind, columns)
        self._formats = [ColumnFormat(make) for make in self._makes]
        self._header = header_line(kind, columns)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what it was made of: a process keeps the texts of its own rows."""
        return LineOutput, self._given

    def cells(self, rows: Sequence[Row]) -> list[Cells]:
        """Return the two texts of each row, with the marks around the open column."""
        if not rows:
            return []
        begin, between, end = self._line
        columns = zip(*rows, strict=True)
        made = [list(form(values)) for form, values in zip(self._formats, columns, strict=True)]
        before = map(between.join, zip(*made[: self._at], strict=True))
        behind = map(between.join, zip(*made[self._at + 1 :], strict=True))
        return [
            (f"{begin}{one}{between}", f"{between}{other}{end}")
            for one, other in zip(before, behind, strict=True)
        ]

    def write(self, rows: Iterable[Placed], target: Path | ByteSink) -> int:
        """Write the header and the rows; return how many rows."""
        if not isinstance(target, Path):
            return self._write(rows, target)
        with replacing(target) as file:
            return self._write(rows, file)

    def _write(self, rows: Iterable[Placed], file: ByteSink) -> int:
        make, count = self._makes[self._at], 0
        file.write(self._header)
        for some in batches(rows, TOGETHER):
            lines = [f"{before}{make(value)}{behind}" for (before, behind), value in some]
            file.write("".join(lines).encode())
            count += len(lines)
        return count


class ValueOutput:
    """Parquet or Excel: a row is kept as its values."""

    def __init__(self, columns: Sequence[Column], at: int) -> None:
        self._columns, self._at = columns, at

    def cells(self, rows: Sequence[Row]) -> list[Cells]:
        """Return the values of each row."""
        return [tuple(row) for row in rows]

    def write(self, rows: Iterable[Placed], target: Path | ByteSink) -> int:
        """Write the rows; return how many."""
        return write_records(self._columns, self._whole(rows), target)

    def _whole(self, rows: Iterable[Placed]) -> Iterator[Row]:
        at = self._at
        for cells, value in rows:
            yield (*cells[:at], value, *cells[at + 1 :])
