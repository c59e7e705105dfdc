"""The words around places, from place_words.csv: offices, metro areas, scopes, nicknames."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import fold


@dataclass(frozen=True, slots=True)
class WordRule:
    """Words and what they are.

    kind scope, country, city: a name, `means` the scope, ISO code or `gazetteer key/country`;
    home: the country a bare city name belongs to; code: what a code means alone;
    noise: beside a name and no part of it; nowhere: the whole text beside it names no place;
    building: a name with this word is no city's; word: a city too, but not inside a sentence.
    `reading` is what `example` gives: city|region|country.
    """

    words: str
    kind: str
    means: str
    example: str
    reading: str


@cache
def words(kind: str) -> dict[str, str]:
    """Return the keys of one kind and what they mean."""
    rows = read_rules("place_words.csv", WordRule)
    return {fold(row.words): row.means for row in rows if row.kind == kind}


@cache
def _phrases(kind: str) -> re.Pattern[str]:
    longest_first = sorted(words(kind), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


def is_nowhere(key: str) -> bool:
    """Return whether a text (folded) says that it names no place."""
    return bool(_phrases("nowhere").search(key))


def is_building(key: str) -> bool:
    """Return whether a text (folded) names a house, a street or an institution."""
    return bool(_phrases("building").search(key))


def without_noise(text: str) -> str:
    """Return `text` without the noise words at its ends: `Greater Boston Area` is Boston."""
    parts = text.split()
    while parts and (width := _noise_at(parts, end=False)):
        parts = parts[width:]
    while parts and (width := _noise_at(parts, end=True)):
        parts = parts[:-width]
    return " ".join(parts)


def _noise_at(parts: list[str], *, end: bool) -> int:
    """Return how many words at one end of a text are noise. `Gary, IN` ends in a state, not in."""
    if len(parts[-1]) == 2 and parts[-1].isupper() and (end or len(parts) == 1):
        return 0
    noise = words("noise")
    for width in range(min(_longest_noise(), len(parts)), 0, -1):
        words_there = parts[-width:] if end else parts[:width]
        if fold(" ".join(words_there)) in noise:
            return width
    return 0


@cache
def _longest_noise() -> int:
    return max(key.count(" ") for key in words("noise")) + 1
