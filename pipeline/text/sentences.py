"""Find the sentences of a text that hold a word of some rule, in one pass."""

import re
from collections import defaultdict
from collections.abc import Iterable

import ahocorasick

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
        for at, rules in self._words.iter(low):
            if at >= end:
                start, end = _sentence(low, at)
            spots.setdefault((start, end), set()).update(rules)
        return [(start, end, tuple(sorted(rules))) for (start, end), rules in spots.items()]


def _sentence(low: str, at: int) -> tuple[int, int]:
    first = max(0, at - REACH)
    before = [match.end() for match in ENDS.finditer(low, first, at)]
    after = ENDS.search(low, at, at + REACH)
    return (before[-1] if before else first), (
        after.start() if after else min(len(low), at + REACH)
    )
