"""Random numbers for resampling, from a generator of our own.

The streams of a library may change between its versions; a published interval must not. This is
SplitMix64 (Steele, Lea and Flood, 2014): the n-th number is a fixed mix of seed + n * GOLDEN, in
whole 64-bit numbers, so every machine gives the same ones.
"""

import numpy as np
import numpy.typing as npt

from pipeline.caches import cached_reader

GOLDEN = 0x9E3779B97F4A7C15
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
MASK = (1 << 64) - 1
AT_ONCE = 1_000_000
"""Numbers are made so many at once: cells with few employers more or less share them."""
PART = 100_000
"""Draws are made and counted so many at once: all of them would take ten times the memory."""


def random_words(seed: int, count: int, first: int = 0) -> npt.NDArray[np.uint64]:
    """Return `count` numbers of 64 bits of the stream that `seed` names, after the `first` ones."""
    steps = np.arange(first + 1, first + count + 1, dtype=np.uint64) * np.uint64(GOLDEN)
    z = steps + np.uint64(seed & MASK)
    z = (z ^ (z >> np.uint64(30))) * FIRST
    z = (z ^ (z >> np.uint64(27))) * SECOND
    return z ^ (z >> np.uint64(31))


@cached_reader(1)
def _high_words(seed: int, count: int) -> npt.NDArray[np.uint32]:
    """Return the upper halves of the first `count` numbers; the last ones are kept."""
    words = np.empty(count, dtype=np.uint32)
    for at in range(0, count, PART):
        part = words[at : at + PART]
        part[:] = random_words(seed, len(part), at) >> np.uint64(32)
    return words


@cached_reader(1)
def resamples(seed: int, items: int, times: int) -> npt.NDArray[np.float64]:
    """Return how often each of `items` is drawn, `times` times `items` draws with replacement.

    The result has `times` rows and `items` columns; each row adds up to `items` (below 2**32). Its
    numbers are whole, as float64 to be multiplied. It can't be written to: the last one is kept
    for the next caller.
    """
    high = _high_words(seed, -(-items * times // AT_ONCE) * AT_ONCE)
    counts = np.empty((times, items))
    rows = max(1, PART // items)
    for at in range(0, times, rows):
        part = counts[at : at + rows]
        words = high[at * items :][: part.size].astype(np.uint64)
        drawn = ((words * np.uint64(items)) >> np.uint64(32)).astype(np.int64)
        drawn += np.repeat(np.arange(len(part)) * items, items)
        part[:] = np.bincount(drawn, minlength=part.size).reshape(part.shape)
    counts.flags.writeable = False
    return counts
