"""Vocabularies: the distinct words of a text as bits, to compare what two texts are about.

A sketch of shingles says how much of two texts is equal word for word. A vocabulary says whether
the remainder is about the same: a sentence written anew keeps many of its words, the paragraph
of another job brings its own.
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from zlib import crc32

BITS = 2048
SIZE = BITS // 8
"""Bytes of a vocabulary."""
SHORTEST = 5
"""Letters of a word that counts; shorter ones are mostly articles, prepositions and the like."""


def vocabulary_of(words: Sequence[str]) -> bytes:
    """Return the vocabulary of a text's words: one bit for each distinct word that counts."""
    bits = bytearray(SIZE)
    for word in _counted(words):
        at = crc32(word.encode()) % BITS
        bits[at >> 3] |= 1 << (at & 7)
    return bytes(bits)


def common_words(one: bytes, other: bytes) -> tuple[float, float]:
    """Return the common share of two vocabularies (Jaccard), and of the smaller one; 0 to 1."""
    a, b = int.from_bytes(one), int.from_bytes(other)
    sizes = sorted((_count(a), _count(b)))
    union = _count(a | b)
    both = max(0.0, sum(sizes) - union)
    return (both / union, both / sizes[0]) if sizes[0] else (0.0, 0.0)


def _counted(words: Sequence[str]) -> set[str]:
    """Return the words that count; in a script without spaces also each two letters in a row."""
    counted = {word for word in set(words) if len(word) >= SHORTEST}
    if sum(map(len, words)) < 2 * len(words):
        counted.update(map("".join, pairwise(words)))
    return counted


def _count(bits: int) -> float:
    """Return how many words set these bits (linear counting: some words share a bit)."""
    free = BITS - bits.bit_count()
    return -BITS * math.log(max(free, 1) / BITS)
