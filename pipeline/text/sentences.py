"""Find the sentences of a text that hold a word of some rule, in one pass."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

import ahocorasick

from pipeline.caches import cached_reader

REACH = 160
"""The most characters that a sentence has before and after the word."""
ENDS = re.compile(r"[.!?;\n。！？；](?:(?<=[\n。！？；])|(?=\s))")  # noqa: RUF001  # CJK signs

Sentence = tuple[int, int, tuple[int, ...]]
"""Start and end of the sentence, and the numbers of the rules that may match in it."""


class SentenceFinder:
    """Finds sentences by words. Each rule gives its words, in small letters."""

    def __init__(self, rules: Iterable[Iterable[str]]) -> None:
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(rules):
            for word in words:
                numbers[word].append(number)
        self._words = ahocorasick.Automaton()
        for word, found in numbers.items():
            self._words.add_word(word, tuple(found))
        self._words.make_automaton()

    def sentences(self, low: str) -> list[Sentence]:
        """Return the sentences with a word of a rule, in order. The text is in small letters."""
        spots: dict[tuple[int, int], set[int]] = {}
        start = end = -1
        ends: list[int] | None = None
        for at, rules in self._words.iter(low):
            if at >= end:
                ends = ends or _ends(low)
                start, end = _sentence(low, at, ends)
            spots.setdefault((start, end), set()).update(rules)
        return [(start, end, tuple(sorted(rules))) for (start, end), rules in spots.items()]


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
