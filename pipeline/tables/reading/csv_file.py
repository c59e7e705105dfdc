"""Read CSV files: any delimiter, any encoding."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from pipeline.errors import InputError
from pipeline.tables.reading.charsets import encoding_of, encoding_words
from pipeline.tables.reading.csv_part import LONGEST_CELL, CsvPart, csv_parts
from pipeline.tables.reading.table import Table
from pipeline.tables.reading.table_file import READABLE, TableFile, readable, text_lines

TEXT = frozenset({".csv", ".tsv", ".tab", ".txt", ""})
"""Endings of names of files that are tables of text; standard input has none."""
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
SEPARATOR_LINE = "sep="
"""How Excel marks a file's delimiter, in a line before the header."""
TRIED = 20
"""Records that are split with each delimiter to find the right one."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV file is written. `skipped` counts lines before the header."""

    encoding: str
    delimiter: str
    skipped: int = 0


def csv_table(
    file: TableFile, *, encoding: str = "", delimiter: str = "", skip_ragged: bool | None = None
) -> Table:
    """Return the header and rows of a CSV. What is not given is found out.

    Quoted line breaks are allowed, blank lines are skipped. Raises InputError with row and line,
    also for a row that has more or fewer cells than the header; `skip_ragged` leaves these out, and
    where it is False the error says that there is such an option. A file with another ending, or
    with one column, is said to be no table.
    """
    if not file.head:
        raise InputError(f"{file.name}: the file is empty")
    found = _dialect(file, encoding or encoding_of(file), delimiter)
    header = next(_header(file, found), None)
    if header is None:
        raise InputError(f"{file.name}: the file is empty")
    words = filter(None, ("CSV", DELIMITERS.get(found.delimiter), encoding_words(found.encoding)))
    names = tuple(name.strip() for name in header)
    told = ", ".join(words)
    if skip_ragged:
        even = partial(_even_rows, file, found, names)
        return Table(file.name, told, names, even, skipped=_ragged(file, found, names))
    hint = "" if skip_ragged is None else "; --skip-ragged leaves such rows out"
    if len(names) == 1 or file.ending not in TEXT:
        hint = f"; it may be no table: {READABLE} can be read"

    def ranges(size: int) -> Iterator[CsvPart] | None:
        return csv_parts(file, found.encoding, found.delimiter, found.skipped, size)

    return Table(file.name, told, names, lambda: _rows(file, found, names, hint), ranges=ranges)


def _dialect(file: TableFile, encoding: str, delimiter: str) -> Dialect:
    start = file.head.decode(encoding, "ignore").lstrip("\ufeff\r\n")
    first = start.splitlines()[0] if start.strip() else ""
    if first.lower().startswith(SEPARATOR_LINE) and len(first) == len(SEPARATOR_LINE) + 1:
        return Dialect(encoding, delimiter or first[-1], skipped=1)
    return Dialect(encoding, delimiter or _delimiter(start))


def _delimiter(text: str) -> str:
    """Return the delimiter that gives the header most cells; of equals, the one that fits rows."""
    return max(DELIMITERS, key=lambda mark: _fit(text, mark))


def _fit(text: str, mark: str) -> tuple[float, int]:
    """Return how well a delimiter fits: the share of rows as long as the header, and its length."""
    records = [cells for cells in islice(_split(text, mark), TRIED) if cells]
    if not records or len(records[0]) == 1:
        return 0.0, 1
    long = len(records[0])
    alike = sum(len(cells) == long for cells in records)
    return alike / len(records), long


def _split(text: str, mark: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        yield from reader
    except csv.Error:
        return


def _header(file: TableFile, dialect: Dialect) -> Iterator[list[str]]:
    for cells, _line in _records(file, dialect):
        yield cells


def _rows(
    file: TableFile, dialect: Dialect, header: Sequence[str], hint: str
) -> Iterator[list[str]]:
    for row, (cells, line) in _numbered(file, dialect):
        if len(cells) != len(header):
            where = f"{file.name}, row {row} (line {line})"
            short = f"; {header[len(cells)]} has none" if len(cells) < len(header) else ""
            found = f"{len(cells)} cells, the header has {len(header)}{short}"
            raise InputError(f"{where}: {found}{hint}")
        yield cells


def _even_rows(file: TableFile, dialect: Dialect, header: Sequence[str]) -> Iterator[list[str]]:
    """Yield the rows that have as many cells as the header."""
    for _, (cells, _line) in _numbered(file, dialect):
        if len(cells) == len(header):
            yield cells


def _ragged(file: TableFile, dialect: Dialect, header: Sequence[str]) -> list[str]:
    """Return the places of the other rows."""
    numbered = _numbered(file, dialect)
    return [f"row {n} (line {line})" for n, (c, line) in numbered if len(c) != len(header)]


def _numbered(file: TableFile, dialect: Dialect) -> Iterator[tuple[int, tuple[list[str], int]]]:
    records = _records(file, dialect)
    next(records)
    return enumerate(records, 1)


def _records(file: TableFile, dialect: Dialect) -> Iterator[tuple[list[str], int]]:
    """Yield the cells of each record that is not blank, with the line it begins in."""
    csv.field_size_limit(LONGEST_CELL)
    count, line = -1, 1
    with readable(file.name), file.open() as content:
        text = io.TextIOWrapper(content, encoding=dialect.encoding, newline="")
        for _ in range(dialect.skipped):
            text.readline()
            line += 1
        skipped = line - 1
        reader: Any = csv.reader(
            text_lines(text, file.name), delimiter=dialect.delimiter, strict=True
        )
        try:
            for cells in reader:
                if cells:
                    count += 1
                    yield cells, line
                line = reader.line_num + 1 + skipped
        except csv.Error as error:
            raise InputError(f"{_where(file, count, line)}: {error}") from None
        except UnicodeDecodeError as error:
            where = f"{file.name}: not {error.encoding} (near line {line})"
            raise InputError(f"{where}; give --encoding, or save the file as UTF-8") from None


def _where(file: TableFile, count: int, line: int) -> str:
    """Return the place after `count` rows; -1 where the header was not read either."""
    return f"{file.name}, {f'row {count + 1}' if count >= 0 else 'the header'} (line {line})"
