"""Find what the sentences of a text state, by the patterns of a rule file.

A few words (`about`) of each row are searched first. A row then reads only the sentences that have
one of its words.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

import ahocorasick

from pipeline.caches import cached_file, cached_reader
from pipeline.text.needed_letters import needed_letters
from pipeline.text.patterns import NUMBER, phrase, plain
from pipeline.text.sentences import SentenceFinder

LONGEST = 20_000
"""Characters of a description that are read. Later text is about the employer."""
FEW = 3
"""For so few patterns it is faster to look for the letters of each."""
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
    counts: bool | None = None
    for pattern, number in _possible(prose, sentence, numbers):
        if pattern.counts and counts is None:
            counts = bool(NUMBER.search(sentence))
        if (counts or not pattern.counts) and (match := pattern.regex.search(sentence)):
            sentence = pattern.regex.sub(" . ", sentence)
            found.append((number, match[0]))
    return tuple(found)


def _possible(
    prose: Prose[AnyRow], sentence: str, numbers: tuple[int, ...]
) -> Iterator[tuple["_Pattern", int]]:
    """Yield the patterns that the letters of a sentence allow, with their numbers."""
    patterns = _patterns(prose)
    if len(numbers) <= FEW:
        for number in numbers:
            if all(any(map(sentence.__contains__, one)) for one in patterns[number].needed):
                yield patterns[number], number
        return
    there = {letters for _, letters in _letters(prose).iter(sentence)}
    for number in numbers:
        if not any(map(there.isdisjoint, patterns[number].needed)):
            yield patterns[number], number


class _Pattern:
    """A pattern, the letters that it needs, and whether it needs a number."""

    def __init__(self, words: str) -> None:
        self.words, self.counts = words, "#" in words
        self.needed = tuple(one for one in needed_letters(words) if len(min(one, key=len)) > 1)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern. Most rows meet no sentence of a short table."""
        return phrase(self.words)


@cached_file
def _rows(prose: Prose[AnyRow]) -> Sequence[AnyRow]:
    return prose.rows()


@cached_file
def _patterns(prose: Prose[AnyRow]) -> tuple[_Pattern, ...]:
    return tuple(_Pattern(row.phrase) for row in _rows(prose))


@cached_file
def _letters(prose: Prose[AnyRow]) -> Any:
    """Return the automaton of the letters that the patterns need: one pass over a sentence."""
    automaton = ahocorasick.Automaton()
    for letters in {each for p in _patterns(prose) for one in p.needed for each in one} or {"\0"}:
        automaton.add_word(letters, letters)
    automaton.make_automaton()
    return automaton


@cached_file
def _finder(prose: Prose[AnyRow]) -> SentenceFinder:
    return SentenceFinder(row.about.split() for row in _rows(prose))
