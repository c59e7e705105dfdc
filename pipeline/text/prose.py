"""Find what the sentences of a text state, by the patterns of a rule file."""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, NamedTuple

from pipeline.caches import cached_file, cached_reader
from pipeline.text.patterns import Phrase, has_cjk, plain
from pipeline.text.sentences import AnyRow, SentenceFinder

LONGEST = 20_000
"""Characters of a description that are read. Later text is about the employer."""


class Stated(NamedTuple, Generic[AnyRow]):
    """A sentence at text[start:end], the row that matches in it, and the words matched."""

    start: int
    end: int
    row: AnyRow
    words: str


class Prose(Generic[AnyRow]):
    """The patterns of a rule file, in their order. `rows` is called at the first text."""

    def __init__(self, rows: Callable[[], Sequence[AnyRow]]) -> None:
        self.rows = rows
        self._finder = SentenceFinder(rows)

    def read(self, text: str) -> Iterator[Stated[AnyRow]]:
        """Yield the rows that match in the first 20,000 characters of a text.

        A row does not see the words of its sentence that an earlier row matched.
        """
        if not text:
            return
        rows, low = _rows(self), plain(text[:LONGEST])
        for start, end, numbers in self._finder.sentences(text, low):
            for number, words in _matches(self, low[start:end], numbers):
                yield Stated(start, end, rows[number], words)


@cached_reader(32_768)
def _matches(
    prose: Prose[AnyRow], sentence: str, numbers: tuple[int, ...]
) -> tuple[tuple[int, str], ...]:
    """Return the rows that match in a sentence, with the words they match.

    It is cached, because employers repeat their sentences.
    """
    found = []
    patterns, cjk = _patterns(prose), has_cjk(sentence)
    for number in numbers:
        pattern = patterns[number].of(cjk=cjk)
        if match := pattern.search(sentence):
            sentence = pattern.sub(" . ", sentence)
            found.append((number, match[0]))
    return tuple(found)


@cached_file
def _rows(prose: Prose[AnyRow]) -> Sequence[AnyRow]:
    return prose.rows()


@cached_file
def _patterns(prose: Prose[AnyRow]) -> tuple[Phrase, ...]:
    return tuple(Phrase(row.phrase) for row in _rows(prose))
