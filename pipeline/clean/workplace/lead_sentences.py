"""Find the sentences of a text that hold letters of some row, in one pass."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

import ahocorasick

from pipeline.text.sentences import ENDS, REACH, Sentence


class LeadSentences:
    """Finds sentences by letters. Each row gives its letters, in small letters."""

    def __init__(self, rows: Iterable[Iterable[str]]) -> None:
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, letters in enumerate(rows):
            for each in letters:
                numbers[each].append(number)
        self._letters = ahocorasick.Automaton()
        for each, found in numbers.items():
            self._letters.add_word(each, tuple(found))
        self._letters.make_automaton()

    def sentences(self, low: str) -> list[Sentence]:
        """Return the sentences with letters of a row, in order. The text is in small letters."""
        ends = [match.start() for match in ENDS.finditer(low)]
        spots: dict[tuple[int, int], set[int]] = {}
        start = end = -1
        for at, rows in self._letters.iter(low):
            if at >= end:
                start, end = _around(low, at, ends)
            spots.setdefault((start, end), set()).update(rows)
        return [(start, end, tuple(sorted(rows))) for (start, end), rows in spots.items()]


def _around(low: str, at: int, ends: list[int]) -> tuple[int, int]:
    """Return the sentence around an offset, or the part of it that is in reach."""
    n = bisect_left(ends, at)
    start = max(0, at - REACH, ends[n - 1] + 1 if n else 0)
    return start, min(len(low), at + REACH, ends[n] if n < len(ends) else len(low))
