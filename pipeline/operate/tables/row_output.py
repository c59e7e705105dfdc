"""Make the cells of cleaned rows where they are cleaned, and write them when jobs are known.

A worker process returns text that is ready to be written. The command writes it, with what it alone
knows: the cells of `duplicate_of` and `pay_of`, and the pay of another row of the job.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from models.posting import PAY_COLUMNS
from models.record import Column
from pipeline.atomic import replacing
from pipeline.batches import batches
from pipeline.publish.export.byte_sink import ByteSink
from pipeline.publish.export.column_format import ColumnFormat
from pipeline.publish.export.formats import BOM, LINES, cell_formats, ending, header_line
from pipeline.publish.export.table_out import write_records

Row = Sequence[Any]
Cells = tuple[Any, ...]
"""What an output makes of a row."""
OPEN = ("duplicate_of", "pay_of")
"""Columns with values that are known when the rows are written."""
TOGETHER = 1_000
"""Lines that are written at once."""


class PlacedRow(NamedTuple):
    """The cells of a row, what goes into the open columns, and the pay of another row, if any."""

    cells: Cells
    duplicate_of: str | None = None
    pay_of: str | None = None
    pay: Cells | None = None


class RowOutput(Protocol):
    """Makes cells of rows, in any process, and writes them, in one."""

    def cells(self, rows: Sequence[Row]) -> list[Cells]:
        """Return what is to be kept of rows of values."""

    def pay(self, cells: Cells) -> Cells:
        """Return that part of the cells of a row which is its pay."""

    def write(self, rows: Iterable[PlacedRow], target: Path | ByteSink) -> int:
        """Write rows in their order; return how many. On an error the file stays unchanged."""


def row_output(
    target: Path | ByteSink, columns: Sequence[Column], *, excel: bool = False
) -> RowOutput:
    """Return the output for a target, by the ending of its name; an open file gets CSV.

    `excel` makes a CSV that Excel opens as it is. Raises UsageError for an ending that is unknown.
    """
    kind = ending(target) if isinstance(target, Path) else ".csv"
    return LineOutput(kind, columns, excel=excel) if kind in LINES else ValueOutput(columns)


class LineOutput:
    """CSV or JSON lines: a row is kept as one text for each run of columns between open ones."""

    def __init__(self, kind: str, columns: Sequence[Column], *, excel: bool) -> None:
        self._given = kind, columns, excel
        self._line = LINES[kind]
        makes = cell_formats(kind, columns, excel=excel)
        self._formats = [ColumnFormat(make) for make in makes]
        places = enumerate(_part(column) for column in columns)
        runs = [
            (part, [place for place, _ in run])
            for part, run in groupby(places, key=lambda place: place[1])
        ]
        self._runs = [run for part, run in runs if part not in OPEN]
        kept = [part for part, _ in runs if part not in OPEN]
        self._pay = [n for n, part in enumerate(kept) if part == PAY]
        self._open = [
            (n, part, makes[run[0]]) for n, (part, run) in enumerate(runs) if part in OPEN
        ]
        self._header = (BOM if excel and kind == ".csv" else b"") + header_line(kind, columns)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what it was made of: a process keeps the texts of its own rows."""
        return _line_output, self._given

    def cells(self, rows: Sequence[Row]) -> list[Cells]:
        """Return the texts of each row, one for each run of columns."""
        if not rows:
            return []
        between = self._line[1]
        columns = zip(*rows, strict=True)
        made = [list(form(values)) for form, values in zip(self._formats, columns, strict=True)]
        texts = (
            map(between.join, zip(*(made[place] for place in run), strict=True))
            for run in self._runs
        )
        return list(zip(*texts, strict=True))

    def pay(self, cells: Cells) -> Cells:
        """Return the texts of the pay columns."""
        return tuple(cells[place] for place in self._pay)

    def write(self, rows: Iterable[PlacedRow], target: Path | ByteSink) -> int:
        """Write the header and the rows; return how many rows."""
        if not isinstance(target, Path):
            return self._write(rows, target)
        with replacing(target) as file:
            return self._write(rows, file)

    def _write(self, rows: Iterable[PlacedRow], file: ByteSink) -> int:
        count = 0
        file.write(self._header)
        for some in batches(rows, TOGETHER):
            file.write("".join(map(self._text, some)).encode())
            count += len(some)
        return count

    def _text(self, row: PlacedRow) -> str:
        texts = list(row.cells)
        if row.pay is not None:
            for place, text in zip(self._pay, row.pay, strict=True):
                texts[place] = text
        for place, name, make in self._open:
            texts.insert(place, make(getattr(row, name)))
        begin, between, end = self._line
        return f"{begin}{between.join(texts)}{end}"


class ValueOutput:
    """Parquet or Excel: a row is kept as its values."""

    def __init__(self, columns: Sequence[Column]) -> None:
        parts = list(enumerate(map(_part, columns)))
        self._columns = columns
        self._pay = [place for place, part in parts if part == PAY]
        self._open = [(place, part) for place, part in parts if part in OPEN]

    def cells(self, rows: Sequence[Row]) -> list[Cells]:
        """Return the values of each row."""
        return [tuple(row) for row in rows]

    def pay(self, cells: Cells) -> Cells:
        """Return the values of the pay columns."""
        return tuple(cells[place] for place in self._pay)

    def write(self, rows: Iterable[PlacedRow], target: Path | ByteSink) -> int:
        """Write the rows; return how many."""
        return write_records(self._columns, self._whole(rows), target)

    def _whole(self, rows: Iterable[PlacedRow]) -> Iterator[Row]:
        for row in rows:
            values = list(row.cells)
            for place, value in zip(self._pay, row.pay or (), strict=row.pay is not None):
                values[place] = value
            for place, name in self._open:
                values[place] = getattr(row, name)
            yield values


PAY, OTHER = "pay", ""


def _part(column: Column) -> str:
    """Return the part of a row that a column belongs to: an open one by its name, pay, or other."""
    if column.name in OPEN:
        return column.name
    return PAY if column.name in PAY_COLUMNS else OTHER


def _line_output(kind: str, columns: Sequence[Column], excel: bool) -> LineOutput:
    return LineOutput(kind, columns, excel=excel)
