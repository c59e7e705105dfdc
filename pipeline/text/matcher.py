"""Find phrases in a text as whole words. The gaps between the words count."""

import re
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

from pipeline.caches import cached_reader
from pipeline.text.beyond_ascii import beyond_ascii
from pipeline.text.one_pass import OnePass
from pipeline.text.scripts import CJK, HAS_CJK

Value = TypeVar("Value")
Rows = Callable[[], Iterable[tuple[str, Value]]]

STEM = -1
"""In place of the letters of a plural: the key is a stem."""
LONGEST_ENDING = 6
"""Bytes of an ending that inflects a word; a letter with an accent has two."""
LONGEST = 40_000
"""Characters of a text that are read. No real posting is longer."""

# Typographic signs and their plain forms, so that each punctuation mark is one byte.
PLAIN = {
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"',
    "\u00bb": '"', "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-",
    "\u2022": "*", "\u00b7": "*", "\u25cf": "*", "\u25aa": "*", "\u2023": "*", "\u2026": ".",
    "\u00a0": " ", "\u202f": " ", "\u00ae": " ", "\u2122": " ", "\uff0c": ",", "\u3001": ",",
    "\uff08": "(", "\uff09": ")", "\uff1a": ":", "\u3002": ".", "\u00b0": " ",
}  # fmt: skip
# Chinese, Japanese and Korean write a Latin name without a blank before and after it.
SEAM = re.compile(rf"(?<=[{CJK}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9+#])(?=[{CJK}])")
WORDS = re.compile("[A-Za-z0-9 ]+")
# Words end at anything but letters, digits and the bytes that replace the signs of C++ and C#.
PARTING = bytes(
    code if chr(code).isalnum() or code >= 0x80 or code in (1, 2) else 0x20 for code in range(256)
)


class Folded(NamedTuple):
    """A text prepared for matching: `raw` is UTF-8 with plain punctuation, `key` folded words.

    Offsets in both count bytes. `key` has one blank before and after.
    """

    raw: bytes
    key: str


class Hit(NamedTuple, Generic[Value]):
    """A phrase found at raw[start:end] of a folded text, and the value of its rule."""

    start: int
    end: int
    value: Value


@cached_reader(256)
def folded(text: str) -> Folded:
    """Return a text prepared for matching. It is cached for the stages of a batch of postings."""
    text = text[:LONGEST]
    others = beyond_ascii(text)
    for sign in PLAIN.keys() & set(others):
        text = text.replace(sign, PLAIN[sign])
    if others and HAS_CJK.search(others):
        text = SEAM.sub(" ", text)
    raw, low = text.encode(), text.lower().encode()
    return Folded(raw if len(raw) == len(low) else low, f" {_words(low)} ")


def _words(low: bytes) -> str:
    if b"+" in low:
        low = low.replace(b"++", b"\1\1")
    if b"#" in low:
        low = low.replace(b"c#", b"c\2").replace(b"f#", b"f\2")
    return low.translate(PARTING).decode("latin-1")


class FoldedPass(OnePass):
    """A pass over folded texts."""

    def hits(self, text: Folded) -> list[list[Hit[Any]]]:
        """Return the hits of each matcher in a text, in order of their end."""
        return _hits(self, len(self.matchers), text)


@cached_reader(128)
def _hits(one_pass: FoldedPass, matchers: int, text: Folded) -> list[list[Hit[Any]]]:
    """Return the hits of each matcher. They are cached for a batch of postings."""
    found: list[list[Hit[Any]]] = [[] for _ in range(matchers)]
    new, key = tuple.__new__, text.key  # twice as fast as calling Hit
    for last, (size, blank, values) in one_pass.places(key):
        start, end = last - size, last - blank
        for number, extra, value in values:
            stop = end - extra if extra >= 0 else end_of_word(key, last)
            if stop:
                found[number].append(new(Hit, (start, stop, value)))
    return found


def end_of_word(key: str, last: int, longest: int = LONGEST_ENDING) -> int:
    """Return where the word of a stem ends; 0 if its ending has more than `longest` bytes."""
    end = key.find(" ", last + 1)
    return end - 1 if end - 1 - last <= longest else 0


POSTING = FoldedPass()
"""The pass over a title or a description, for all their readers."""


class Matcher(Generic[Value]):
    """Phrases with a value each. Case, hyphens and punctuation between words do not matter.

    `rows` returns the phrases; several may be the same, and `find` returns them all. With
    `plurals`, a final `s` is allowed. A phrase that ends with `*` is a stem: a short ending may
    follow. Chinese, Japanese and Korean phrases may stand within other letters. Matchers of one
    pass search a text together.
    """

    def __init__(
        self, rows: Rows[Value], *, plurals: bool = False, one_pass: FoldedPass | None = None
    ) -> None:
        self._rows, self._plurals = rows, plurals
        self._pass = one_pass or FoldedPass()
        self._number = self._pass.add(self._entries)

    def find(self, text: Folded) -> list[Hit[Value]]:
        """Return every phrase that is in the text as whole words, in order of its end.

        The span of a hit leaves out the `s` of a plural.
        """
        return self._pass.hits(text)[self._number]

    def _entries(self) -> Iterator[tuple[str, int, Value]]:
        for phrase, value in self._rows():
            key = _key(phrase)
            if phrase.endswith("*"):
                yield key.rstrip(), STEM, value
                continue
            yield key, 0, value
            if self._plurals and phrase[-1].isascii() and key[-2].isalnum() and len(key) > 4:
                yield f"{key[:-1]}s ", 1, value


def _key(phrase: str) -> str:
    """Return a phrase as it is in the key of a text."""
    if WORDS.fullmatch(phrase):
        return f" {phrase.lower()} "
    return _without_edges(folded.__wrapped__(phrase).key, phrase)


def _without_edges(key: str, phrase: str) -> str:
    """Return the key of a phrase without the blanks beside Chinese, Japanese and Korean."""
    begin = 1 if HAS_CJK.match(phrase[0]) else 0
    return key[begin:-1] if HAS_CJK.match(phrase[-1]) else key[begin:]


def longest(hits: Iterable[Hit[Value]]) -> list[Hit[Value]]:
    """Return the hits that do not overlap: the leftmost, then the longest, by their start."""
    kept: list[Hit[Value]] = []
    begin = reach = -1
    for hit in sorted(hits, key=itemgetter(0)):
        if hit[0] >= reach:
            kept.append(hit)
            begin, reach, _ = hit
        elif hit[0] == begin and hit[1] > reach:
            kept[-1] = hit
            reach = hit[1]
    return kept
