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
from numpy.typing import NDArray

BITS = 2048
MIXER, SHIFT = np.uint32(2_654_435_761), np.uint32(21)
"""They spread the checksums of similar words over the bits: the upper 11 of 32 remain."""
SHORTEST = 5
"""Letters of a word that counts; shorter ones are mostly articles, prepositions and the like."""
CHECKSUM = 32
"""Bits of a checksum in the code of a word."""
CODES_KEPT = 65_536
Codes = NDArray[np.int64]
FEWEST = 0.25
"""Share of such words below which a text is in a script without spaces; elsewhere it is half."""


def codes_of(words: Sequence[str]) -> Codes:
    """Return a number for each word: the place of its bit above its checksum."""
    return np.fromiter(map(_CODES.__getitem__, words), np.int64, len(words))


def checksums(codes: Codes) -> NDArray[np.uint32]:
    """Return the checksums of words by their codes."""
    return codes.astype(np.uint32)


def vocabulary_of(words: Sequence[str]) -> bytes:
    """Return the vocabulary of a text's words: one bit for each distinct word that counts.

    In a script without spaces also one for each two letters in a row.
    """
    return vocabulary_by_codes(words, codes_of(words))


def vocabulary_by_codes(words: Sequence[str], codes: Codes) -> bytes:
    """Return the vocabulary of a text's words, of which the codes are known."""
    bits = np.zeros(BITS + 1, np.uint8)
    places = codes >> CHECKSUM
    bits[places] = 1
    if _has_short_words(words, places) and np.count_nonzero(bits[:BITS]) < FEWEST * len(set(words)):
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


def _has_short_words(words: Sequence[str], places: Codes) -> bool:
    """Return whether few words count: of those that differ, the share is larger."""
    return bool(np.count_nonzero(places < BITS) < FEWEST * len(words))


class _Codes(dict[str, int]):
    """The codes of words; the place of a word that does not count is behind the bits.

    A text has hundreds of words: a dict answers in half the time of a cached function.
    """

    def __missing__(self, word: str) -> int:
        if len(self) >= CODES_KEPT:
            self.clear()
        checksum = crc32(word.encode())
        place = place_of(checksum) if len(word) >= SHORTEST else BITS
        code = self[word] = place << CHECKSUM | checksum
        return code


def place_of(checksum: int) -> int:
    """Return the number of the bit of the word with this checksum."""
    return (checksum * int(MIXER) & 0xFFFFFFFF) >> int(SHIFT)


_CODES = _Codes()


def _count(bits: int) -> float:
    """Return how many words set these bits (linear counting: some words share a bit)."""
    free = BITS - bits.bit_count()
    return -BITS * math.log(max(free, 1) / BITS)
