"""Vocabularies: the distinct words of a text as bits, to compare what two texts are about.

A sketch of shingles says how much of two texts is equal word for word. A vocabulary says whether
the remainder is about the same: a sentence written anew keeps many of its words, the paragraph
of another job brings its own.
"""

import math
from collections.abc import Collection, Sequence
from itertools import pairwise
from zlib import crc32

import numpy as np

from pipeline.caches import cached_reader

BITS = 2048
MIXER, SHIFT = np.uint32(2_654_435_761), np.uint32(21)
"""They spread the checksums of similar words over the bits: the upper 11 of 32 remain."""
SHORTEST = 5
"""Letters of a word that counts; shorter ones are mostly articles, prepositions and the like."""
FEWEST = 0.25
"""Share of such words below which a text is in a script without spaces; elsewhere it is half."""


def vocabulary_of(words: Sequence[str]) -> bytes:
    """Return the vocabulary of a text's words: one bit for each distinct word that counts.

    In a script without spaces also one for each two letters in a row.
    """
    distinct = set(words)
    places = np.fromiter(map(_place_in_text, distinct), np.uint32, len(distinct))
    bits = np.zeros(BITS + 1, np.uint8)
    bits[places] = 1
    if np.count_nonzero(places < BITS) < FEWEST * len(distinct):
        bits[_places(list(map("".join, pairwise(words))))] = 1
    return np.packbits(bits[:BITS]).tobytes()


def lacking(words: Collection[str], one: bytes, other: bytes) -> bool:
    """Return whether one of the words counts, is in the first vocabulary and not in the other."""
    a, b = (np.unpackbits(np.frombuffer(bits, np.uint8)) for bits in (one, other))
    places = _places([word for word in words if len(word) >= SHORTEST])
    return bool((a[places] > b[places]).any())


def says(words: Collection[str], vocabulary: bytes) -> bool:
    """Return whether one of the words counts and is in a vocabulary."""
    bits = np.unpackbits(np.frombuffer(vocabulary, np.uint8))
    return bool(bits[_places([word for word in words if len(word) >= SHORTEST])].any())


def may_say(number: int, vocabulary: bytes) -> bool:
    """Return whether the word with this checksum may be in a vocabulary."""
    place = place_of(number)
    return bool(vocabulary) and bool(vocabulary[place >> 3] & 0x80 >> (place & 7))


def _places(words: Collection[str]) -> "np.ndarray[tuple[int], np.dtype[np.uint32]]":
    """Return the numbers of the bits of some words."""
    numbers = np.fromiter(map(crc32, map(str.encode, words)), np.uint32, len(words))
    return numbers * MIXER >> SHIFT


def common_words(one: bytes, other: bytes) -> tuple[float, float]:
    """Return the common share of two vocabularies (Jaccard), and of the smaller one; 0 to 1."""
    a, b = int.from_bytes(one), int.from_bytes(other)
    sizes = sorted((_count(a), _count(b)))
    union = _count(a | b)
    both = max(0.0, sum(sizes) - union)
    return (both / union, both / sizes[0]) if sizes[0] else (0.0, 0.0)


@cached_reader(65_536)
def _place_in_text(word: str) -> int:
    """Return the number of the bit of a word; a number behind the bits where it does not count."""
    return place_of(crc32(word.encode())) if len(word) >= SHORTEST else BITS


def place_of(checksum: int) -> int:
    """Return the number of the bit of the word with this checksum."""
    return (checksum * int(MIXER) & 0xFFFFFFFF) >> int(SHIFT)


def _count(bits: int) -> float:
    """Return how many words set these bits (linear counting: some words share a bit)."""
    free = BITS - bits.bit_count()
    return -BITS * math.log(max(free, 1) / BITS)
