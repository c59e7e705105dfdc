"""The course of a text: its runs of three words in their order, thinned out.

A MinHash says how much of two texts is equal, a course says where. Boards change the beginning
and the end of a copy. Where two jobs have one template, a sentence in the middle is another one.
"""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from pipeline.caches import cached_reader
from pipeline.dedupe.sketches.layout import COURSE_BYTES, MOST_OF_COURSE
from pipeline.dedupe.sketches.vocabulary import Codes, checksums

RUN = 3
"""Words of a run."""
KEPT = 96
"""Runs of a text that are kept, about. Of a longer text each second one is, each fourth one ..."""
MIXER, SHIFT = np.uint32(2_654_435_761), np.uint32(16)
DTYPE = "<u2"
PASSAGE = 2
"""Fewest runs in a row that are a common passage."""
ENDS = 20
"""Words at one end of both texts that say nothing."""
FEWEST = 6
"""Fewest common runs that say where two texts are equal."""


def course_of(codes: Codes, shingles: int) -> bytes:
    """Return the course of a text of some shingles, as numbers of two bytes in their order.

    A number says what three words in a row are. It is kept where it can be divided by a power of
    two, so that any two texts keep the same runs.
    """
    words = checksums(codes)
    runs = ((words[:-2] * MIXER + words[1:-1]) * MIXER + words[2:]) * MIXER >> SHIFT
    kept = runs[runs & np.uint32(thinning(shingles) - 1) == 0]
    return bytes(kept[:MOST_OF_COURSE].astype(DTYPE).tobytes())


def thinning(shingles: int) -> int:
    """Return of how many runs of a text of some shingles one is kept: 1, 2, 4 ..."""
    every = 1
    while shingles > KEPT * every:
        every *= 2
    return every


def swapped_words(one: bytes, other: bytes, shingles: int) -> int | None:
    """Return the words of the longest passage that two courses swap, about.

    Words that only one of two texts has are not swapped. Before the first common passage and after
    the last one, `ENDS` words of both do not count: boards have headings and notices of their own.
    None where the two have too little in common. `shingles` are those of the longer text.
    """
    every = thinning(shingles)
    # in one order, since a run that comes twice makes the passages depend on it
    a, b = sorted((_thinned(one, every), _thinned(other, every)))
    passages = _passages(a, b)
    if sum(size for _, _, size in passages) < FEWEST:
        return None
    ends = max(_at_ends(passages, len(a), len(b))) * every - ENDS
    return max(ends, *(_words(runs, every) for runs in _between(passages)), 0)


def _words(runs: int, every: int) -> int:
    """Return about how many words a passage of some kept runs has.

    One word that differs is in three runs. So a single kept run may be one word, however few runs
    of the text are kept.
    """
    return min(every, RUN) if runs == 1 else runs * every


def _passages(a: tuple[int, ...], b: tuple[int, ...]) -> list[tuple[int, int, int]]:
    """Return the common passages of two courses: where each begins in both, and its length."""
    found: list[tuple[int, int, int]] = []
    for at, there in _in_both_orders(a, b):
        if found and (at, there) == (found[-1][0] + found[-1][2], found[-1][1] + found[-1][2]):
            found[-1] = (*found[-1][:2], found[-1][2] + 1)
        else:
            found.append((at, there, 1))
    return [passage for passage in found if passage[2] >= PASSAGE]


def _in_both_orders(a: tuple[int, ...], b: tuple[int, ...]) -> list[tuple[int, int]]:
    """Return the places of the most runs that two courses have in one order.

    It is the longest increasing row of their places in the second course, by patience sorting.
    """
    places = {run: there for there, run in enumerate(b)}
    both = [(at, places[run]) for at, run in enumerate(a) if run in places]
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for number, (_, there) in enumerate(both):
        pile = bisect_left(ends, there)
        before.append(tops[pile - 1] if pile else -1)
        ends[pile : pile + 1] = [there]
        tops[pile : pile + 1] = [number]
    return _row(both, before, tops[-1] if tops else -1)


def _row(both: list[tuple[int, int]], before: list[int], last: int) -> list[tuple[int, int]]:
    found = []
    while last >= 0:
        found.append(both[last])
        last = before[last]
    return found[::-1]


def _at_ends(passages: list[tuple[int, int, int]], one: int, other: int) -> tuple[int, int]:
    """Return how many runs both texts have before the first common passage, and after the last."""
    first, last = passages[0], passages[-1]
    return min(first[:2]), min(one - last[0] - last[2], other - last[1] - last[2])


def _between(passages: list[tuple[int, int, int]]) -> Iterator[int]:
    """Yield how many runs both texts have of their own between two common passages."""
    for before, after in pairwise(passages):
        ends = before[0] + before[2], before[1] + before[2]
        yield min(after[0] - ends[0], after[1] - ends[1])


@cached_reader(4_096)
def _thinned(course: bytes, every: int) -> tuple[int, ...]:
    numbers = np.frombuffer(course, dtype=DTYPE, count=len(course) // COURSE_BYTES)
    return tuple(numbers[numbers & (every - 1) == 0].tolist())
