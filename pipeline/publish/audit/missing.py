"""What is missing in a table, by source and column."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.tables.recognition.column_map import ColumnMap
from pipeline.tables.recognition.present import is_missing, present


@dataclass(frozen=True, slots=True)
class SourceMissing:
    """The rows of a source, and for each column how many of them lack a value."""

    source: str
    rows: int
    missing: tuple[int, ...]


class MissingCounts:
    """Counts missing cells of each column by source. Columns without a meaning count, too."""

    def __init__(self, columns: Sequence[str], mapped: ColumnMap) -> None:
        meanings = {use.column: use.meaning for use in mapped.uses}
        self.columns = tuple(columns)
        self._meanings = [meanings.get(name) for name in columns]
        self._rows: Counter[str] = Counter()
        self._missing: dict[str, list[int]] = defaultdict(lambda: [0] * len(columns))

    def add(self, source: str, cells: Sequence[str]) -> None:
        """Count one row."""
        self._rows[source] += 1
        missing = self._missing[source]
        for n, (cell, meaning) in enumerate(zip(cells, self._meanings, strict=True)):
            lacks = is_missing(cell) if meaning is None else not present(cell, meaning).strip()
            missing[n] += lacks

    def by_source(self) -> list[SourceMissing]:
        """Return the counts, the source with most rows first."""
        order = sorted(self._rows, key=lambda source: (-self._rows[source], source))
        return [SourceMissing(s, self._rows[s], tuple(self._missing[s])) for s in order]
