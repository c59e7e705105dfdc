"""Split text into lexemes: figures, words and marks, each with its offsets in the text.

Folding maps one character to one character. An offset in the folded text is therefore the same
offset in the original text, and evidence can be quoted from the original.
"""

import re
import unicodedata
from typing import NamedTuple

from pipeline.text.scripts import CJK

# Chinese, Japanese and Korean write no spaces: each character is a separate piece.
# `1e400` is one figure, not a range from 1 to 400.
_EXPONENT = r"\d+(?:[.,]\d+)?[eE][+-]?\d+(?![^\W_])"
# the marks over and under letters belong to the word: Arabic, Indian and Thai vowels, accents apart
_MARKS = (
    "\u0300-\u036f\u064b-\u0652\u0900-\u0903\u093a-\u094d\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a03\u0a3c-\u0a51"
    "\u0a70-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bd7\u0c00-\u0c04"
    "\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d57\u0d81-\u0d83\u0dca-\u0ddf"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3"
)
NO_MARK = f"(?![{_MARKS}])"
"""Matches where no mark of a letter follows."""
_WORD = rf"[^\W\d_{CJK}](?:[^\W\d_{CJK}]|[{_MARKS}])*"
_UNSAID = re.compile("[\u0640\u064b-\u0652]+")  # Arabic vowels, which most texts leave out
_PIECE = re.compile(rf"{_EXPONENT}|\d+|[{CJK}]|{_WORD}|\n|[^\w\s]|_")

_SAME = {
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d",
    "~": "\u301c\uff5e\u223c\u2053",
    "'": "\u2019\u2018\u02bb\u02bc\u02b9\u2032\u00b4\u0060\uff07",
    " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u200c\u200d\u200e\u200f\u202f\u205f\u2060\u3000\ufeff\t\u00ad\u1361",
    "\n": "\r\u2028\u2029\x0b\x0c",
    "¥": "\uffe5",
    "£": "\uffe1",
    "₩": "\uffe6",
    "/": "\u2044\u2215",
    ",": "\u066c\u060c",
    ".": "\u066b",
    "?": "\u061f",
    ";": "\u061b",
    # letters that Arabic, Persian and Urdu texts exchange
    "\u0627": "\u0622\u0623\u0625\u0671",
    "\u064a": "\u0649",
    "\u0643": "\u06a9",
    "\u0647": "\u0629\u06c1\u06be\u06c3",
}


class Lexeme(NamedTuple):
    """A figure, a word or a mark: its folded text and its offsets."""

    text: str
    start: int
    end: int


def split(folded: str) -> list[Lexeme]:
    """Return the pieces of a folded text in order; spaces are left out, newlines kept."""
    if not folded.isascii() and _UNSAID.search(folded):
        found = _PIECE.finditer(folded)
        return [Lexeme(_UNSAID.sub("", m.group()) or m.group(), *m.span()) for m in found]
    return [Lexeme(m.group(), *m.span()) for m in _PIECE.finditer(folded)]


def words(text: str, start: int, end: int) -> list[str]:
    """Return the pieces from `start` to `end` of a folded text, without their offsets."""
    return _PIECE.findall(text, start, end)


def fold(text: str) -> str:
    """Return the text in lower case, with ASCII digits, dashes, spaces and apostrophes."""
    if text.isascii():
        return text.lower().replace("\t", " ").replace("\r", "\n")
    return lower(text.translate(_FOLDING))


def lower(text: str) -> str:
    """Return the text in lower case, with each character at the same offset."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := c.lower()) == 1 else c for c in text)


class _Folding(dict[int, str]):
    """Maps each character to its folded one. A new character is looked up once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        decimal = unicodedata.category(char) == "Nd"
        self[code] = str(unicodedata.digit(char)) if decimal else char
        return self[code]


_FOLDING = _Folding({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5E)})
for _plain, _others in _SAME.items():
    _FOLDING.update(dict.fromkeys(map(ord, _others), _plain))
