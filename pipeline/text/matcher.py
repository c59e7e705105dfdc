"""Find phrases in a long text as whole words, all phrases in one pass (Aho-Corasick)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

import ahocorasick

from pipeline.caches import cached_reader

Value = TypeVar("Value")

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
SIGN = re.compile(f"[{''.join(PLAIN)}]")
# Chinese, Japanese and Korean write a Latin name without a blank before and after it.
IDEOGRAPHS = "\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
IDEOGRAPH = re.compile(f"[{IDEOGRAPHS}]")
SEAM = re.compile(rf"(?<=[{IDEOGRAPHS}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9+#])(?=[{IDEOGRAPHS}])")
# Words end at anything but letters, digits and the bytes that replace the signs of C++ and C#.
PARTING = bytes(
    code if chr(code).isalnum() or code >= 0x80 or code in (1, 2) else 0x20 for code in range(256)
)


@dataclass(frozen=True, slots=True)
class Folded:
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


@cached_reader(64)
def folded(text: str) -> Folded:
    """Return a text prepared for matching. It is cached for all stages of one posting."""
    text = text[:LONGEST]
    if not text.isascii():
        text = SIGN.sub(_plain, text)
        if IDEOGRAPH.search(text):
            text = SEAM.sub(" ", text)
    raw, low = text.encode(), text.lower().encode()
    return Folded(raw if len(raw) == len(low) else low, f" {_words(low)} ")


def _plain(sign: re.Match[str]) -> str:
    return PLAIN[sign[0]]


def _words(low: bytes) -> str:
    if b"+" in low:
        low = low.replace(b"++", b"\1\1")
    if b"#" in low:
        low = low.replace(b"c#", b"c\2").replace(b"f#", b"f\2")
    return low.translate(PARTING).decode("latin-1")


class Matcher(Generic[Value]):
    """Phrases with a value each. Case, hyphens and punctuation between words do not matter.

    Several rows may have the same phrase: `find` returns them all. With `plurals`, a final `s`
    is allowed.
    """

    def __init__(self, rows: Iterable[tuple[str, Value]], *, plurals: bool = False) -> None:
        self._automaton: Any = ahocorasick.Automaton()
        for phrase, value in rows:
            key = folded(phrase).key
            self._add(key, 0, value)
            if plurals and key[-2].isalnum() and len(key) > 4:
                self._add(f"{key[:-1]}s ", 1, value)
        self._automaton.make_automaton()

    def _add(self, key: str, extra: int, value: Value) -> None:
        size = len(key)
        _, found = self._automaton.get(key, (size, []))
        self._automaton.add_word(key, (size, [*found, (extra, value)]))

    def find(self, text: Folded) -> list[Hit[Value]]:
        """Return every phrase that is in the text as whole words, in order of its end.

        The span of a hit leaves out the `s` of a plural.
        """
        return [
            Hit(end - size + 1, end - 1 - extra, value)
            for end, (size, values) in self._automaton.iter(text.key)
            for extra, value in values
        ]


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
