"""Parts of a CSV file, which several processes read from different places in it."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pipeline.tables.reading.table import Row
from pipeline.tables.reading.table_file import LONGEST_LINE, TableFile, text_lines
from pipeline.tables.reading.unchanged_file import UnchangedFile

WITHOUT_MARK = {"utf-8-sig": "utf-8"}
"""What a file is read as behind its first bytes."""
BY_BYTES = ("utf-8", "ascii", "cp125", "iso8859-", "latin-1", "koi8-")
"""Encodings in which a line has the same bytes wherever it stands."""
LONGEST_CELL = 1 << 27
"""Characters of a cell; csv allows 128 KB otherwise, and descriptions may be longer."""


@dataclass(frozen=True, slots=True)
class CsvPart:
    """`count` records of a CSV file from byte `start` on."""

    file: UnchangedFile
    encoding: str
    delimiter: str
    start: int
    count: int

    def rows(self) -> Iterator[Row]:
        """Read the records. Raises InputError where the file was changed meanwhile."""
        self.file.check()
        csv.field_size_limit(LONGEST_CELL)
        read = 0
        with TableFile(self.file.path, self.file.name).open() as content:
            content.seek(self.start)
            text = io.TextIOWrapper(content, encoding=self.encoding, newline="")
            reader = csv.reader(text_lines(text, self.file.name), delimiter=self.delimiter)
            for cells in islice(filter(None, reader), self.count):
                read += 1
                yield cells
        if read != self.count:
            raise self.file.other()


def csv_parts(
    file: TableFile, encoding: str, delimiter: str, skipped: int, size: int
) -> Iterator[CsvPart] | None:
    """Yield the parts of a CSV that is known to be sound, each of `size` records or the rest.

    `skipped` counts lines before the header. Returns None for a file that can only be read from
    its beginning: a compressed one, or one in an encoding of another kind.
    """
    name = codecs.lookup(encoding).name
    plain = WITHOUT_MARK.get(name, name)
    if file.is_gzip or not plain.startswith(BY_BYTES):
        return None
    return _parts(file, (name, plain), delimiter, skipped, size)


def _parts(
    file: TableFile, names: tuple[str, str], delimiter: str, skipped: int, size: int
) -> Iterator[CsvPart]:
    state, (name, plain) = UnchangedFile.of(file), names
    csv.field_size_limit(LONGEST_CELL)
    with file.open() as content:
        text = io.TextIOWrapper(content, encoding=name, newline="")
        lines = _Measured(text, plain, len(codecs.BOM_UTF8) if _has_mark(file, name) else 0)
        for _ in range(skipped):
            next(lines)
        reader: Any = filter(None, csv.reader(lines, delimiter=delimiter, strict=True))
        next(reader)
        start = lines.bytes
        while count := sum(1 for _ in islice(reader, size)):
            yield CsvPart(state, plain, delimiter, start, count)
            start = lines.bytes


def _has_mark(file: TableFile, name: str) -> bool:
    return name in WITHOUT_MARK and file.head.startswith(codecs.BOM_UTF8)


class _Measured:
    """The lines of a text; `bytes` tells where in the file the next one begins."""

    def __init__(self, text: io.TextIOWrapper, encoding: str, start: int) -> None:
        self._text, self._encoding, self.bytes = text, encoding, start

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self.bytes += len(line.encode(self._encoding))
        return line
