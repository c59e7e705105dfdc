"""A word or phrase of a text, what it means, and the row that says so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

UNKNOWN = "no rule knows it"
NOT_COUNTED = " (not counted here)"
"""After a meaning that words may have, but not in this text."""


@dataclass(frozen=True, slots=True)
class TracedWords:
    """Words of a text, their meaning and value, and the row: `title/levels.csv:12`.

    Words that no rule knows have no meaning and no row; `value` says so.
    """

    text: str
    means: str = ""
    value: str = ""
    rule: str = ""


class Meaning(NamedTuple):
    """What words mean, their value, and the row that says so."""

    means: str
    value: str = ""
    rule: str = ""


class Spot(NamedTuple):
    """A meaning of the words at text[start:end]."""

    start: int
    end: int
    meaning: Meaning


def with_unknown(text: str, spots: Iterable[Spot]) -> Iterator[TracedWords]:
    """Yield traced words in the order of the text, and the words between them that no rule knows.

    Signs between words are left out.
    """
    at = 0
    for spot in sorted(spots, key=itemgetter(0, 1)):
        yield from _unknown(text[at : spot.start])
        yield TracedWords(text[spot.start : spot.end], *spot.meaning)
        at = max(at, spot.end)
    yield from _unknown(text[at:])


def _unknown(text: str) -> Iterator[TracedWords]:
    bare = text.strip(" \t\n.,;:|/()[]-\u2013\u2014*+&\u2022\u00b7")
    if any(map(str.isalnum, bare)):
        yield TracedWords(bare, value=UNKNOWN)
