"""Marks of a text: its names, tools and figures, which stay when somebody writes it anew.

Two ads of one opening that share no sentence still say `Dagster`, `ECMWF` and `1,900 sites`. Two
openings of one employer each have their own.
"""

import re
import struct
from collections.abc import Collection, Iterator
from zlib import crc32

from pipeline.text.scripts import THAI_TO_KHMER, UNSPACED

MOST = 96
"""Marks of a text that are kept: those with the smallest checksums, the same in any text."""
BYTES = 2
SHORTEST = 2
"""Characters of a mark."""
NOUNS = "de"
"""The language that writes each noun with a capital letter: there a capital is no mark."""
_OTHER = f"{THAI_TO_KHMER}{UNSPACED}"
_WORD = re.compile(rf"[A-Z0-9\u00c0-\u00de\u0410-\u042f][^\W_{_OTHER}]*(?:[.,][^\W_{_OTHER}]+)*")
"""The part of a word from its first capital or digit: `RF5340` of nRF5340."""
_FRONT = 8
"""Characters before a word that tell whether it begins a sentence."""
_OPENING = " \t\"'([*_\u201c\u201e\u00ab\u2018"
_ENDS = frozenset("\n.!?:;\u2022\u00b7*|>/\u2013\u2014-)")
"""What stands before the first word of a sentence or an item, which has a capital anyway."""


def marks_of(text: str, apart: Collection[str], language: str | None) -> bytes:
    """Return the marks of a text as sorted numbers of two bytes each.

    `apart` are words in small letters that tell of the employer, title or place, and of no opening.
    """
    found = {word for word in _marked(text, language) if word not in apart}
    numbers = sorted({crc32(word.encode()) & 0xFFFF for word in found})[:MOST]
    return struct.pack(f"<{len(numbers)}H", *numbers)


def common_marks(one: bytes, other: bytes) -> tuple[int, float]:
    """Return the number of common marks, and their share of the text with fewer; 0 to 1."""
    a, b = _numbers(one), _numbers(other)
    both = len(a & b)
    return both, both / min(len(a), len(b)) if both else 0.0


def count(marks: bytes) -> int:
    """Return the number of marks."""
    return len(marks) // BYTES


def _numbers(marks: bytes) -> set[int]:
    return set(struct.unpack(f"<{count(marks)}H", marks))


def _marked(text: str, language: str | None) -> Iterator[str]:
    for match in _WORD.finditer(text):
        word = match[0]
        if len(word) >= SHORTEST and _is_mark(word, text, match.start(), language):
            yield word.casefold().replace(",", "")


def _is_mark(word: str, text: str, start: int, language: str | None) -> bool:
    """Return whether a word has a digit, a capital inside, or one that no sentence begins with."""
    if not (word[0].isalpha() and word[1:].islower()):
        return True
    before = "" if language == NOUNS else text[max(0, start - _FRONT) : start].rstrip(_OPENING)
    return bool(before) and before[-1] not in _ENDS
