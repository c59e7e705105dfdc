"""Find what the sentences of a text state, by the patterns of a rule file.

A few words (`about`) of each row are searched first. A row then reads only the sentences that have
one of its words.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Generic, NamedTuple, Protocol, TypeVar

from pipeline.caches import cached_file, cached_reader
from pipeline.text.patterns import NUMBER, phrase, plain, starts
from pipeline.text.sentences import SentenceFinder

LONGEST = 20_000
"""Characters of a description that are read. Later text is about the employer."""
Value = TypeVar("Value")


class PatternRow(Protocol):
    """A row with a pattern, words of which each match has one, and its place in the rule file."""

    @property
    def phrase(self) -> str:
        """The pattern, see `patterns.phrase`."""

    @property
    def about(self) -> str:
        """Words of which each match has one, with spaces."""

    @property
    def source(self) -> str:
        """The file and the line of the row."""


AnyRow = TypeVar("AnyRow", bound=PatternRow)


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

    def read(self, text: str) -> Iterator[Stated[AnyRow]]:
        """Yield the rows that match in the first 20,000 characters of a text.

        A row does not see the words of its sentence that an earlier row matched.
        """
        rows, low = _rows(self), plain(text[:LONGEST])
        for start, end, numbers in _finder(self).sentences(low):
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
    counts = bool(NUMBER.search(sentence))
    for number in numbers:
        pattern = _patterns(prose)[number]
        if pattern.counts and not counts:
            continue
        if pattern.may_be_in(sentence) and (match := pattern.regex.search(sentence)):
            sentence = pattern.regex.sub(" . ", sentence)
            found.append((number, match[0]))
    return tuple(found)


class _Pattern:
    """A pattern, its first words, if known, and whether it needs a number."""

    def __init__(self, words: str) -> None:
        self.words, self.starts, self.counts = words, starts(words), "#" in words

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern. Most rows meet no sentence of a short table."""
        return phrase(self.words)

    def may_be_in(self, sentence: str) -> bool:
        """Return whether the pattern can match in the sentence: a fast check before the search."""
        return not self.starts or any(start in sentence for start in self.starts)


@cached_file
def _rows(prose: Prose[AnyRow]) -> Sequence[AnyRow]:
    return prose.rows()


@cached_file
def _patterns(prose: Prose[AnyRow]) -> tuple[_Pattern, ...]:
    return tuple(_Pattern(row.phrase) for row in _rows(prose))


@cached_file
def _finder(prose: Prose[AnyRow]) -> SentenceFinder:
    return SentenceFinder(row.about.split() for row in _rows(prose))
