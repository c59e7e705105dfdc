"""Parts of a Parquet file: its row groups, which several processes read by themselves."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.tables.reading.table import Row
from pipeline.tables.reading.table_file import TableFile
from pipeline.tables.reading.unchanged_file import UnchangedFile

LARGEST = 20_000
"""Rows of a group that a process reads alone; of a larger one it would read much for nothing."""


@dataclass(frozen=True, slots=True)
class ParquetPart:
    """`count` rows of a Parquet file from row `first` on (from 0): some whole row groups.

    `read` opens the file at these groups and yields their rows.
    """

    file: UnchangedFile
    names: tuple[str, ...]
    groups: tuple[int, ...]
    first: int
    count: int
    read: Callable[[TableFile, Sequence[str], Sequence[int], int], Iterator[list[str]]]

    def rows(self) -> Iterator[Row]:
        """Read the rows. Raises InputError where the file was changed meanwhile."""
        self.file.check()
        file = TableFile(self.file.path, self.file.name)
        return self.read(file, self.names, self.groups, self.first)


def parquet_parts(
    file: TableFile,
    metadata: Any,
    names: tuple[str, ...],
    size: int,
    read: Callable[[TableFile, Sequence[str], Sequence[int], int], Iterator[list[str]]],
) -> Iterator[ParquetPart] | None:
    """Yield parts of row groups that have `size` rows together, or a few more.

    Returns None for a file with large row groups, or a compressed one.
    """
    sizes = [metadata.row_group(n).num_rows for n in range(metadata.num_row_groups)]
    if file.is_gzip or max(sizes, default=0) > LARGEST:
        return None
    return _parts(file, sizes, names, size, read)


def _parts(
    file: TableFile,
    sizes: Sequence[int],
    names: tuple[str, ...],
    size: int,
    read: Callable[[TableFile, Sequence[str], Sequence[int], int], Iterator[list[str]]],
) -> Iterator[ParquetPart]:
    state, first, count = UnchangedFile.of(file), 0, 0
    groups: list[int] = []
    for number, rows in enumerate(sizes):
        groups.append(number)
        count += rows
        if count >= size or number == len(sizes) - 1:
            if count:
                yield ParquetPart(state, names, tuple(groups), first, count, read)
            first, count, groups = first + count, 0, []
