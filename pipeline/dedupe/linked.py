"""Find which postings are linked by common keys, directly or through others.

Which job a posting joins depends only on postings that it is linked to (`Clusters`). So the
postings of each component can be compared by themselves, anywhere.
"""

from array import array
from collections.abc import Iterable, Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from pipeline.dedupe.batch import Keyed

IdAndKeys = tuple[str, Sequence[int]]
Numbers = NDArray[np.int64]
Pairs = NDArray[np.int64]
"""Two rows of numbers: keys and rows, or rows and other rows."""
ROW_BITS = 31
"""Bits of a row number: a table has at most 2 billion rows."""
LOWEST, VALUES = -(1 << 63), 1 << 64
"""The lowest key, and how many there can be."""


def id_and_keys(posting: Keyed) -> IdAndKeys:
    """Return the posting_id and the blocking keys of a posting."""
    return posting[0].print.posting_id, posting[1]


def key_bounds(ranges: int) -> list[int]:
    """Return where each of as many equal ranges of keys begins, and where the last one ends."""
    return [LOWEST + VALUES * n // ranges for n in range(ranges + 1)]


def keys_and_rows(postings: Iterable[IdAndKeys], first: int) -> Pairs:
    """Return the keys of postings and their row numbers, which begin at `first`, sorted by key.

    The id of a posting is one of its keys: of two postings with one id only the first counts.
    """
    keys, rows = array("q"), array("q")
    for row, (posting_id, own) in enumerate(postings, first):
        keys.extend(own)
        keys.append(_id_key(posting_id))
        rows.extend([row] * (len(own) + 1))
    pairs = np.array([keys, rows], dtype=np.int64)
    return pairs[:, np.argsort(pairs[0], kind="stable")]


def links(pairs: Pairs) -> Pairs:
    """Return a link from the first row of each key to each other row, without repeats."""
    keys, rows = pairs[:, np.lexsort((pairs[1], pairs[0]))]
    begins = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]][: keys.size])
    firsts = np.repeat(rows[begins], np.diff(np.r_[begins, keys.size]))
    other = firsts != rows
    linked = np.unique(firsts[other] << ROW_BITS | rows[other])  # as one number: six times as fast
    return np.array([linked >> ROW_BITS, linked & ((1 << ROW_BITS) - 1)])


def components(count: int, pairs: Pairs) -> Numbers:
    """Return for each of `count` rows the first row that it is linked to, through any others."""
    lowest = np.arange(count)
    while True:
        one, other = lowest[pairs[0]], lowest[pairs[1]]
        least, found = np.minimum(one, other), lowest.copy()
        np.minimum.at(found, one, least)
        np.minimum.at(found, other, least)
        while not np.array_equal(found, found[found]):
            found = found[found]
        if np.array_equal(found, lowest):
            return lowest
        lowest = found


def shares(component: Numbers, size: int) -> Numbers:
    """Return for each row the number of the share that compares it; -1 where it has no link.

    Whole components go together until a share has `size` rows or more.
    """
    firsts, sizes = np.unique(component, return_counts=True)
    sizes[sizes == 1] = 0
    before = np.r_[0, np.cumsum(sizes)[:-1]]
    share = np.where(sizes > 0, before // size, -1)
    return share[np.searchsorted(firsts, component)]


def _id_key(posting_id: str) -> int:
    digest = blake2b(posting_id.encode(), digest_size=8, person=b"posting id").digest()
    return int.from_bytes(digest, "big", signed=True)
