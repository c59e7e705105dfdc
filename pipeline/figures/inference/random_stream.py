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


def random_words(seed: int, count: int) -> npt.NDArray[np.uint64]:
    """Return the first `count` numbers of 64 bits of the stream that `seed` names."""
    steps = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(GOLDEN)
    z = steps + np.uint64(seed & MASK)
    z = (z ^ (z >> np.uint64(30))) * FIRST
    z = (z ^ (z >> np.uint64(27))) * SECOND
    return z ^ (z >> np.uint64(31))


@cached_reader(1)
def _high_words(seed: int, count: int) -> npt.NDArray[np.uint32]:
    """Return the upper halves of the first `count` numbers; the last ones are kept."""
    return (random_words(seed, count) >> np.uint64(32)).astype(np.uint32)


@cached_reader(1)
def resamples(seed: int, items: int, times: int) -> npt.NDArray[np.int64]:
    """Return how often each of `items` is drawn, `times` times `items` draws with replacement.

    The result has `times` rows and `items` columns; each row adds up to `items` (below 2**32). It
    can't be written to: the last one is kept for the next caller.
    """
    high = _high_words(seed, -(-items * times // AT_ONCE) * AT_ONCE)[: items * times].astype(
        np.uint64
    )
    drawn = ((high * np.uint64(items)) >> np.uint64(32)).astype(np.int64)
    rows = np.repeat(np.arange(times), items)
    counts = np.bincount(rows * items + drawn, minlength=times * items)
    counts.flags.writeable = False
    return counts.reshape(times, items)


@cached_reader(1)
def resample_weights(seed: int, items: int, times: int) -> npt.NDArray[np.float64]:
    """Return the same as `resamples` as float64, to be multiplied: kept once for all cells."""
    weights = resamples(seed, items, times).astype(np.float64)
    weights.flags.writeable = False
    return weights
