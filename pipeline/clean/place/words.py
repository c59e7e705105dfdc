"""Words around place names, from place_words.csv: offices, metro areas, scopes, nicknames."""

import re
from functools import cache

from pipeline.rules.rows.place import WordRule
from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import fold


@cache
def words(kind: str) -> dict[str, str]:
    """Return the folded words of one kind with their meaning."""
    rows = read_rules(WordRule)
    return {fold(row.phrase): row.means for row in rows if row.use == kind}


@cache
def _phrases(kind: str) -> re.Pattern[str]:
    longest_first = sorted(words(kind), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


def is_nowhere(key: str) -> bool:
    """Return whether a folded text has a word that means no place."""
    return bool(_phrases("nowhere").search(key))


def is_building(key: str) -> bool:
    """Return whether a folded text names a building, a street or an institution."""
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
    """Return how many words at one end are noise. The `IN` of `Gary, IN` is a state, not noise."""
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
