"""Find cells of rule files with a word that another rule file must have, and does not."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from pipeline.rules.columns import Column, columns
from pipeline.rules.parse import Fault, nearest
from pipeline.rules.row import Refers, Row

WordsOf = Callable[[Refers], Iterable[str] | None]
"""Returns the words of a column of another file; None where that file can't be read."""


def reference_faults(row: type[Row], rows: Sequence[Row], words_of: WordsOf) -> Iterator[Fault]:
    """Yield a fault for each cell of the rows with a word that the other file does not have."""
    for column in columns(row):
        if column.refers is None or (there := words_of(column.refers)) is None:
            continue
        allowed = [*dict.fromkeys(there), *column.refers.also]
        yield from _unknown(column, column.refers, rows, allowed)


def _unknown(
    column: Column, refers: Refers, rows: Sequence[Row], allowed: Sequence[str]
) -> Iterator[Fault]:
    good = {"", *allowed}
    for row in rows:
        cell = str(getattr(row, column.name))
        for word in cell.split() if refers.many else [cell]:
            if word not in good:
                words = f"{word!r} is not in {refers.file}{nearest(word, allowed)}"
                yield Fault(row.file, row.line, column.name, words)
