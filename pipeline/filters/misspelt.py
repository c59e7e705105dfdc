"""Find the words of a title that are known words misspelt."""

import difflib
from collections.abc import Iterable

from pipeline.caches import cached_file
from pipeline.clean.title.title_role import roles
from pipeline.rules.rows.title import LevelWords, Noise, RoleWords
from pipeline.rules.rulebook import read_rules
from pipeline.text.phrases import tidy, words, words_of

LONG = 4
"""Words of so many letters may be two slips from what is meant, or have one other letter."""
ALIKE = 0.85


def is_slip(text: str, other: str) -> bool:
    """Return whether a letter was left out, typed twice or swapped with the next one."""
    short, long = sorted((text, other), key=len)
    if len(long) - len(short) == 1:
        return any(long[:n] + long[n + 1 :] == short for n in range(len(long)))
    swaps = (text[:n] + text[n + 1] + text[n] + text[n + 2 :] for n in range(len(text) - 1))
    return text != other and len(text) == len(other) and other in swaps


def corrected(title: str) -> str:
    """Return a title with misspelt words put right; "" where none is misspelt.

    A word is misspelt where no rule on titles has it, and a word that names a role is near.
    """
    title = tidy(title)
    said, at, found = "", 0, False
    for word in words_of(title):
        if near := "" if word.key in _known() else _near(word.key):
            said, at, found = said + title[at : word.start] + near, word.end, True
    return said + title[at:] if found else ""


def _near(word: str) -> str:
    """Return the word of the roles' names that is meant, as it is written there; "" for none."""
    by_key = _naming()
    if slips := [key for key in by_key if is_slip(word, key)]:
        return by_key[slips[0]]
    if len(word) < LONG:
        return ""
    alike = difflib.get_close_matches(word, by_key, 1, cutoff=ALIKE)
    return by_key[alike[0]] if alike else ""


@cached_file
def _naming() -> dict[str, str]:
    """Return the words that names of roles have, as written, by their key."""
    return {
        word.key: text[word.start : word.end]
        for row in roles().values()
        for text in (row.example, row.role)
        for word in words_of(tidy(text))
    }


@cached_file
def _known() -> frozenset[str]:
    """Return all words that rules on titles have."""
    phrases: Iterable[str] = (
        *(row.phrase for row in read_rules(RoleWords)),
        *(row.phrase for row in read_rules(LevelWords)),
        *(row.phrase for row in read_rules(Noise)),
        *roles(),
    )
    return frozenset(word.key for phrase in phrases for word in words(tidy(phrase)))
