"""Marks of a text: its names, tools and figures, which stay when somebody writes it anew.

Two ads of one opening that share no sentence still say `Dagster`, `ECMWF` and `1,900 sites`. Two
openings of one employer each have their own.
"""

import re
import struct
from collections.abc import Collection
from zlib import crc32

import numpy as np

from pipeline.caches import cached_reader
from pipeline.text.scripts import THAI_TO_KHMER, UNSPACED

MOST = 96
"""Marks of a text that are kept: those with the smallest checksums, the same in any text."""
BYTES = 2
SHORTEST = 2
"""Characters of a mark."""
ORDERS = np.array([[0x9E37], [0x85EB], [0xC2B3], [0x27D5], [0x1657], [0xD6E9]], dtype="<u2")
"""Odd factors: each puts the marks into another order."""
NOUNS = "de"
"""The language that writes each noun with a capital letter: there a capital is no mark."""
_OTHER = f"{THAI_TO_KHMER}{UNSPACED}"
_OPENING = r" \t\"'(\[*_\u201c\u201e\u00ab\u2018"
_ENDS = r"\n.!?:;\u2022\u00b7*|>/\u2013\u2014\-)"
"""What stands before the first word of a sentence or an item, which has a capital anyway."""
_FRONT = 8
"""Characters before a word that tell whether it begins a sentence."""
_FIRST = r"[A-Z0-9\u00c0-\u00de\u0410-\u042f]"
_GROUP = r"(?<=\d)[ '\u2019\u00a0\u202f]\d{3}(?!\d)|(?<=\d):\d\d(?!\d)"
"""Three more digits of a figure, and the minutes of a time of day."""
_REST = rf"[^\W_{_OTHER}]*(?:[.,][^\W_{_OTHER}]+|{_GROUP})*"
_APART = f"[^{_ENDS}{_OPENING}]"
_INSIDE = rf"(?<={_APART}[{_OPENING}]{{{_FRONT - 1}}}.)"
for _n in reversed(range(_FRONT - 1)):
    _farther = rf"(?<=[{_OPENING}]{{{_n + 1}}}.)(?:{_INSIDE})"
    _INSIDE = rf"(?<={_APART}[{_OPENING}]{{{_n}}}.)|{_farther}"
_WORD = re.compile(rf"({_FIRST}(?:(?:{_INSIDE})(?=(.)))?{_REST})")
"""The part of a word from its first capital or digit, `RF5340` of nRF5340; inside a sentence also
its second character. It begins with the letter, so that `re` skips to the next one."""
_THOUSANDS = re.compile(r"\d{1,3}(?:[^\w:]\d{3})+")
_NOUN = re.compile(rf"({_FIRST}{_REST})()")


def marks_of(text: str, apart: Collection[str], language: str | None) -> bytes:
    """Return the marks of a text as sorted numbers of two bytes each.

    `apart` are words in small letters that tell of the employer, title or place, and of no opening.
    """
    found = _marked(text, language).difference(apart)
    numbers = sorted({mark_of(crc32(word.encode())) for word in found})[:MOST]
    return struct.pack(f"<{len(numbers)}H", *numbers)


def mark_of(number: int) -> int:
    """Return the mark of the word with this checksum."""
    return number & 0xFFFF


def common_marks(
    one: bytes, other: bytes, apart: frozenset[int] = frozenset()
) -> tuple[int, float]:
    """Return the number of common marks, and their share of the text with fewer; 0 to 1.

    Marks that are `apart` do not count.
    """
    a, b = read(one) - apart, read(other) - apart
    both = len(a & b)
    return both, both / min(len(a), len(b)) if both else 0.0


def least_marks(marks: bytes) -> list[bytes]:
    """Return the least mark in each of some orders: alike texts share some of them.

    It is a MinHash of the marks. Each number has three bytes; the first says which order it is of.
    """
    numbers = np.frombuffer(marks, dtype="<u2")
    found = (numbers * ORDERS).min(axis=1).tolist()
    return [struct.pack("<BH", at, number) for at, number in enumerate(found)]


def count(marks: bytes) -> int:
    """Return the number of marks."""
    return len(marks) // BYTES


def marks_of_words(words: Collection[str]) -> frozenset[int]:
    """Return the marks of some words in small letters."""
    return frozenset(mark_of(crc32(word.encode())) for word in words)


@cached_reader(4_096)
def read(marks: bytes) -> frozenset[int]:
    """Return the marks as numbers."""
    return frozenset(struct.unpack(f"<{count(marks)}H", marks))


def _marked(text: str, language: str | None) -> set[str]:
    """Return the distinct words that have a digit, a capital inside, or one inside a sentence."""
    found = (_NOUN if language == NOUNS else _WORD).findall(text)
    words = {
        word for word, inside in found if inside or not (word[1:].islower() and word[0].isalpha())
    }
    return {
        _figure(word) if word[0].isdigit() else word.casefold().replace(",", "")
        for word in words
        if len(word) >= SHORTEST
    }


def _figure(word: str) -> str:
    """Return a figure however a language writes it: 6.30 for 06:30, 1900 for 1 900 and 1.900."""
    if _THOUSANDS.fullmatch(word):
        return "".join(filter(str.isdigit, word))
    return word.casefold().replace(",", ".").replace(":", ".").lstrip("0") or "0"
