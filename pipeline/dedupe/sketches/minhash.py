"""MinHash sketches: compare texts without keeping them."""

import struct
from collections.abc import Collection, Sequence

import numpy as np
from rensa import RMinHash

from pipeline.caches import cached_reader
from pipeline.dedupe.sketches.layout import DTYPE, SIZE, words_in
from pipeline.dedupe.sketches.text_words import text_words
from pipeline.dedupe.sketches.vocabulary import (
    Codes,
    codes_of,
    common_words,
    lacking,
    says,
    vocabulary_by_codes,
)

WIDTH = 5
"""Words of a shingle."""
SEED = 1
BANDS, ROWS = 9, 9
"""Texts that share 0.9 of their shingles share a band in 99 of 100 cases, 0.8 in 73
(1 - (1 - s^9)^9)."""
TITLED_BANDS, TITLED_ROWS = 5, 1
"""The same for two texts with equal titles: 0.4 in 92 of 100 cases, and in 71 a text that was cut
to a fifth (0.22)."""


def sketch_of(text: str) -> tuple[int, bytes | None]:
    """Return the number of distinct shingles of a text, and its sketch (None for none).

    A shingle is five words in a row, without case and punctuation. The sketch is the MinHash of
    the shingles and, after it, the vocabulary.
    """
    words = text_words(text)
    return sketch_of_words(words, codes_of(words))


def sketch_of_words(words: Sequence[str], codes: Codes) -> tuple[int, bytes | None]:
    """Return the same of a text's words and their codes."""
    runs = zip(*(words[at:] for at in range(WIDTH)), strict=False)
    shingles = list(set(map(" ".join, runs)))
    if not shingles:
        return 0, None
    minhash = RMinHash(num_perm=SIZE, seed=SEED)
    minhash.update(shingles)
    numbers = struct.pack(f"<{SIZE}I", *minhash.digest())  # half the time of a numpy array
    return len(shingles), numbers + vocabulary_by_codes(words, codes)


def share(one: bytes, other: bytes) -> float:
    """Return the estimated share of common shingles of two sketches (Jaccard), from 0 to 1."""
    return float(np.count_nonzero(_numbers(one) == _numbers(other))) / SIZE


def share_of_words(one: bytes, other: bytes) -> tuple[float, float] | None:
    """Return the share of common words of two sketches, and of the one with fewer words.

    None where a sketch has no vocabulary, as those of earlier versions.
    """
    a, b = words_in(one), words_in(other)
    return common_words(a, b) if a and b else None


def word_told_by_one(words: Collection[str], one: bytes, other: bytes) -> bool:
    """Return whether one of the words is in the text of the first sketch and not of the other."""
    a, b = words_in(one), words_in(other)
    return bool(a and b) and lacking(words, a, b)


def subject_of_one(words: Collection[str], one: bytes, other: bytes) -> bool:
    """Return whether one of the words is in the first text, and no form of it in the other."""
    a, b = words_in(one), words_in(other)
    forms = ((word, (word, f"{word}s", word.removesuffix("s"))) for word in words)
    return any(says((word,), a) and not says(all_, b) for word, all_ in forms)


def bands(sketch: bytes) -> list[bytes]:
    """Return the bands of a sketch: similar texts share at least one."""
    return _cut(sketch, BANDS, ROWS)


def titled_bands(sketch: bytes) -> list[bytes]:
    """Return the short bands of a sketch, which say something only beside a title or a name."""
    return _cut(sketch, TITLED_BANDS, TITLED_ROWS)


def _cut(sketch: bytes, count: int, rows: int) -> list[bytes]:
    size = rows * np.dtype(DTYPE).itemsize
    return [bytes([n]) + sketch[n * size : (n + 1) * size] for n in range(count)]


@cached_reader(4_096)
def _numbers(sketch: bytes) -> "np.ndarray[tuple[int], np.dtype[np.uint32]]":
    return np.frombuffer(sketch, dtype=DTYPE, count=SIZE)
