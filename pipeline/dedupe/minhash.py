"""MinHash sketches: compare texts without keeping them."""

import re

import numpy as np
from rensa import RMinHash

from pipeline.caches import cached_reader

WIDTH = 5
"""Words of a shingle."""
SIZE = 128
"""Numbers of a sketch: the error of a share is 0.035 (one sigma at 0.8)."""
SEED = 1
BANDS, ROWS = 14, 9
"""Texts that share 0.9 of their shingles share a band in 99.9 of 100 cases, 0.8 in 87, 0.6 in 13
(1 - (1 - s^9)^14; other keys of the employer find the rest)."""
WORD = re.compile(r"[^\W_]+")
DTYPE = "<u4"


def sketch_of(text: str) -> tuple[int, bytes | None]:
    """Return the number of distinct shingles of a text, and their MinHash (None for none).

    A shingle is five words in a row, without case and punctuation.
    """
    words = WORD.findall(text.casefold())
    runs = zip(*(words[at:] for at in range(WIDTH)), strict=False)
    shingles = list(set(map(" ".join, runs)))
    if not shingles:
        return 0, None
    minhash = RMinHash(num_perm=SIZE, seed=SEED)
    minhash.update(shingles)
    return len(shingles), np.array(minhash.digest(), dtype=DTYPE).tobytes()


def share(one: bytes, other: bytes) -> float:
    """Return the estimated share of common shingles of two sketches (Jaccard), from 0 to 1."""
    return float(np.count_nonzero(_numbers(one) == _numbers(other))) / SIZE


def bands(sketch: bytes) -> list[bytes]:
    """Return the bands of a sketch: similar texts share at least one."""
    size = ROWS * np.dtype(DTYPE).itemsize
    return [bytes([n]) + sketch[n * size : (n + 1) * size] for n in range(BANDS)]


@cached_reader(4_096)
def _numbers(sketch: bytes) -> "np.ndarray[tuple[int], np.dtype[np.uint32]]":
    return np.frombuffer(sketch, dtype=DTYPE)
