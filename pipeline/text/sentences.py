"""Find the sentences of a text in which a pattern of a rule file may match, without the patterns.

First the distinct words of the text say which rows may match at all. Few do. A word of their column
`about` then opens a sentence, and the sentence must have the letters that the pattern needs.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

import ahocorasick

from pipeline.caches import cached_file, cached_reader
from pipeline.text.matcher import folded
from pipeline.text.needed_letters import Letters, needed_letters
from pipeline.text.patterns import has_number

REACH = 160
"""The most characters that a sentence has before and after the word."""
ENDS = re.compile(r"[.!?;\n。！？；](?:(?<=[\n。！？；])|(?=\s))")  # noqa: RUF001  # CJK signs
WORD = re.compile(r"[^\W_]+")
LAYERS = 4
"""Sets of letters of a row that the words of a text are compared with."""
SHORTEST = 3
"""Letters that are looked for. Shorter ones are in most texts."""

Sentence = tuple[int, int, tuple[int, ...]]
"""Start and end of the sentence, and the numbers of the rows that may match in it."""


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


class SentenceFinder(Generic[AnyRow]):
    """Finds sentences for the rows of a rule file. `rows` is called at the first text."""

    def __init__(self, rows: Callable[[], Sequence[AnyRow]]) -> None:
        self.rows = rows

    def sentences(self, text: str, low: str) -> Iterator[Sentence]:
        """Yield the sentences in which rows may match, in order.

        `low` is the first part of the text in small letters, see `patterns.plain`.
        """
        table, found = _table(self), words(text, low)
        here = table.letters_in(found)
        rows = table.fitting(low, found, here, table.every)
        if not rows:
            return
        for start, end, opened in _around(low, _openers(low, here, rows)):
            sentence = low[start:end]
            inside = WORD.findall(sentence)
            here |= table.letters_in((inside[0], inside[-1]))  # REACH may cut these two
            if fit := table.fitting(sentence, inside, here, opened):
                yield start, end, tuple(numbers(fit))


class _Table:
    """The letters that the rows of a file need, with a bit for each row and layer.

    The first layer are the words of `about`, the others are sets of letters of the pattern.
    """

    def __init__(self, rows: Sequence[PatternRow]) -> None:
        self._size, self.every = len(rows), (1 << len(rows)) - 1
        self._unneeded = self._counting = 0
        self._signs: dict[Letters, int] = {}
        self._whole: dict[str, int] = {}
        bits: dict[str, int] = {}
        for number, row in enumerate(rows):
            needed = needed_letters(row.phrase)
            layers = [frozenset(row.about.split()), *_longest_first(needed)]
            self._counting |= ("#" in row.phrase) << number
            for signs in _signs(needed):
                self._signs[signs] = self._signs.get(signs, 0) | 1 << number
            for layer in range(LAYERS):
                bit = 1 << (number + layer * self._size)
                if layer >= len(layers):
                    self._unneeded |= bit
                    continue
                for letters in layers[layer]:
                    runs = WORD.findall(letters)
                    known = bits if len(runs) == 1 or layer else self._whole
                    run = max(runs, key=len)
                    known[run] = known.get(run, 0) | bit
        self._letters: Any = ahocorasick.Automaton()
        for letters, bit in bits.items():
            self._letters.add_word(letters, bit)
        self._letters.make_automaton()

    def letters_in(self, found: Iterable[str]) -> dict[str, int]:
        """Return the bits of the words that have letters of rows."""
        return {word: bits for word in found if (bits := _bits(self, word))}

    def bits(self, word: str) -> int:
        """Return the bits of the letters in a word."""
        bits = self._whole.get(word, 0)
        for _, bit in self._letters.iter(word):
            bits |= bit
        return bits

    def fitting(self, low: str, found: Collection[str], here: Mapping[str, int], rows: int) -> int:
        """Return those of the rows that a text with the words `found` allows."""
        for signs, needing in self._signs.items():
            if rows & needing and not any(map(low.__contains__, signs)):
                rows &= ~needing
        if rows & self._counting and not has_number(low, found):
            rows &= ~self._counting
        return rows and rows & self._layered(map(here.__getitem__, here.keys() & found))

    def _layered(self, found: Iterable[int]) -> int:
        """Return a bit for each row that has letters of each layer."""
        bits = self._unneeded
        for each in found:
            bits |= each
        left = bits & self.every
        for layer in range(1, LAYERS):
            left &= bits >> (layer * self._size)
        return left


def numbers(bits: int) -> Iterator[int]:
    """Yield the numbers of the bits that are set, in order."""
    while bits:
        yield (bits & -bits).bit_length() - 1
        bits &= bits - 1


def _longest_first(needed: Iterable[Letters]) -> list[Letters]:
    """Return those sets of letters that are looked for, the longest first: few texts have them."""
    sets = [one for one in needed if _shortest(one) >= SHORTEST]
    return sorted(sets, key=lambda one: (-_shortest(one), len(one)))


def _shortest(letters: Letters) -> int:
    """Return the length of the shortest of the letters, of which the longest word counts."""
    return min(max(map(len, WORD.findall(each)), default=0) for each in letters)


def _signs(needed: Iterable[Letters]) -> Iterator[Letters]:
    """Yield those sets that are signs or digits: `:`, `%`, `1234`."""
    for one in needed:
        if all(len(sign) == 1 and not sign.isalpha() for sign in one):
            yield one


@cached_file
def _table(finder: SentenceFinder[AnyRow]) -> _Table:
    return _Table(finder.rows())


@cached_reader(65_536)
def _bits(table: _Table, word: str) -> int:
    return table.bits(word)


@cached_reader(128)
def words(text: str, low: str) -> frozenset[str]:
    """Return the distinct words of a text and of its small letters, for its readers."""
    ready = folded(text)
    return frozenset(ready.key.split() if ready.raw.isascii() else WORD.findall(low))


def _openers(low: str, here: Mapping[str, int], rows: int) -> list[tuple[int, int]]:
    """Return where the `about` words of rows end, and a bit for each row, in order."""
    return sorted(
        (end, opened)
        for word, bits in here.items()
        if (opened := bits & rows)
        for end in _ends_of(word, low)
    )


def _ends_of(word: str, low: str) -> Iterator[int]:
    """Yield where a text has a word, not inside a longer one: the offset of its last letter."""
    at = low.find(word)
    while at >= 0:
        end = at + len(word)
        if not (low[at - 1 : at].isalnum() or low[end : end + 1].isalnum()):
            yield end - 1
        at = low.find(word, end)


def _around(low: str, openers: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield start and end of the sentences around words of rows, with a bit for each row."""
    start = end = -1
    rows = 0
    for at, bits in openers:
        if at >= end:
            if rows:
                yield start, end, rows
            start, end = _sentence(low, at, _ends(low))
            rows = 0
        rows |= bits
    if rows:
        yield start, end, rows


@cached_reader(64)
def _ends(low: str) -> list[int]:
    """Return where sentences of a text end. It is cached for the readers of a batch."""
    return [match.start() for match in ENDS.finditer(low)]


def _sentence(low: str, at: int, ends: list[int]) -> tuple[int, int]:
    """Return the sentence around a word, or the part of it that is in reach."""
    first, last = max(0, at - REACH), min(len(low), at + REACH)
    n = bisect_left(ends, at)
    start = max(first, ends[n - 1] + 1) if n else first
    if n == len(ends) or ends[n] >= last:
        return start, last
    # a full stop at the very end of the reach: the blank behind it is out of reach
    cut = ends[n] == last - 1 and low[ends[n]] in ".!?;"
    return start, last if cut else ends[n]
