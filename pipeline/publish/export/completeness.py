"""Count, while rows are written, how many cells of each source and column are known."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from pipeline.publish.export.column_format import Column, StoredRows


class Completeness:
    """Rows by source, and known cells by source and column, of rows that pass by."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self.rows: Counter[str] = Counter()
        self.known: dict[str, Counter[str]] = {}

    def counted(self, rows: StoredRows) -> StoredRows:
        """Return the rows without their last column, which has the source; count them on the way.

        A batch has the rows of a source together.
        """
        counting = self._passing(rows)
        return replace(rows, batches=counting, decoders=rows.decoders[:-1], simple=rows.simple[:-1])

    def shares(self) -> dict[str, dict[str, float]]:
        """Return the share of known cells by source and column, to three decimals."""
        return {
            source: {name: round(self.known[source][name] / rows, 3) for name in self.names}
            for source, rows in sorted(self.rows.items())
        }

    def _passing(self, rows: StoredRows) -> Iterator[Sequence[Column]]:
        for batch in rows.batches:
            *columns, sources = batch
            begin = 0
            for stored, group in groupby(sources):
                end = begin + len(list(group))
                source = decode(stored) if (decode := rows.simple[-1]) else stored
                self._count(source, columns, slice(begin, end), rows.unknown)
                begin = end
            yield columns

    def _count(self, source: str, columns: Sequence[Column], part: slice, unknown: Any) -> None:
        self.rows[source] += part.stop - part.start
        known = self.known.setdefault(source, Counter())
        for name, column in zip(self.names, columns, strict=True):
            known[name] += _known(column[part], unknown)


def _known(cells: Column, unknown: Any) -> int:
    """Return how many cells are neither unknown nor without words; 0 and false are known."""
    first = next((cell for cell in cells if cell is not None), None)
    if isinstance(first, str):
        return len(list(filter(None, cells))) - (unknown is not None and cells.count(unknown))
    return len(cells) - cells.count(unknown)
