"""Words around place names, from place_words.csv: offices, metro areas, scopes, nicknames."""

import re

from pipeline.caches import cached_file
from pipeline.rules.rows.place import PlaceUse, WordRule
from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import fold


@cached_file
def words(kind: str) -> dict[str, str]:
    """Return the folded words of one kind with their meaning."""
    return {key: row.means for key, row in word_rows(kind).items()}


@cached_file
def word_rows(kind: str) -> dict[str, WordRule]:
    """Return the folded words of one kind with their rows."""
    return {fold(row.phrase): row for row in read_rules(WordRule) if row.use == kind}


@cached_file
def _phrases(kind: str) -> re.Pattern[str]:
    longest_first = sorted(words(kind), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


def is_nowhere(key: str) -> bool:
    """Return whether a folded text has a word that means no place, or consists of such words."""
    return key in words("alone") or bool(_phrases("nowhere").search(key))


def spelled_out(text: str) -> str:
    """Return a text with short forms of several countries (`UK&I`) as the codes of each."""
    return _several().sub(lambda m: f" | {_meant()[_spaceless(m[0])]} | ", text)


@cached_file
def _several() -> re.Pattern[str]:
    """Return the pattern of the words for several countries, with or without spaces."""
    rows = read_rules(WordRule)
    parts = (re.findall(r"\w+|[^\w\s]", row.phrase) for row in rows if row.use is PlaceUse.SEVERAL)
    spelled = (r"\s?".join(map(re.escape, part)) for part in parts)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)", re.IGNORECASE)


@cached_file
def _meant() -> dict[str, str]:
    rows = read_rules(WordRule)
    return {
        _spaceless(r.phrase): " | ".join(r.means.split(";"))
        for r in rows
        if r.use is PlaceUse.SEVERAL
    }


def _spaceless(text: str) -> str:
    return "".join(text.casefold().split())


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


@cached_file
def _longest_noise() -> int:
    return max(key.count(" ") for key in words("noise")) + 1
