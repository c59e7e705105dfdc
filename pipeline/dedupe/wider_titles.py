"""Whether one of two titles is the other with words added, for two postings of one text."""

from collections.abc import Collection, Iterator

from models.same import Fingerprint
from pipeline.dedupe.sketches.minhash import share, subject_of_one

FORM = 5
"""Letters that two forms of a word share: nerez and nerezu."""
SHORTEST = 3
"""Letters of a word that says something."""
SHORT, LONG = 4, 8
"""Most letters of an abbreviation, and fewest of a compound that it may stand for."""
ALIKE = 0.3
"""Least common share of the shingles of a copy and of what it was made of."""
WHOLE = 0.8
"""Least share of the shingles of another text where a word it lacks was not cut off."""


def is_wider(a: Fingerprint, one: set[str], b: Fingerprint, two: set[str]) -> bool:
    """Return whether at most one of two titles has words of its own, and no text is about them.

    `one` and `two` are the words of the titles of `a` and `b`. The texts have to be alike.
    """
    if not a.sketch or not b.sketch or share(a.sketch, b.sketch) < ALIKE:
        return False
    names = f"{a.company} {b.company}"
    left, right = own_words(names, one, two), own_words(names, two, one)
    if (left and right) or len(left) == len(one) or len(right) == len(two):
        return False
    return not (_is_subject(a, left, b) or _is_subject(b, right, a))


def _is_subject(own: Fingerprint, words: Collection[str], other: Fingerprint) -> bool:
    """Return whether a text is about one of the words, and the other text is not.

    A word that only the longer text has may have been cut off in the shorter one.
    """
    if not own.sketch or not other.sketch or own.language != other.language:
        return False
    if other.shingles < WHOLE * own.shingles or other.cut:
        return False
    return subject_of_one(words, own.sketch, other.sketch)


def own_words(names: str, words: set[str], others: set[str]) -> set[str]:
    """Return the words of a title that are in the other one in no form, and in no employer's name.

    `names` are the keys of both employers' names.
    """
    return _without(names, _own(words, others))


def _own(words: set[str], others: set[str]) -> set[str]:
    """Return the words of a title that are in the other one in no form, and no figures."""
    left = {word for word in words - others if len(word) >= SHORTEST and not word[0].isdigit()}
    alike = {word for word in left if _has_form(word, others)}
    return left - alike - set(_abbreviated(left, others)) - set(_in_full(left, others))


def _without(names: str, words: set[str]) -> set[str]:
    """Return the words that are no part of the employers' names."""
    return {word for word in words if len(word) < FORM or word not in names}


def _has_form(word: str, others: set[str]) -> bool:
    stem = word[:FORM]
    return len(word) >= FORM and any(other.startswith(stem) for other in others)


def _abbreviated(words: set[str], others: set[str]) -> Iterator[str]:
    """Yield the words that abbreviate words of the other title: PM, PDL."""
    for word in words:
        if len(word) <= SHORT and stands_for(word, others - words):
            yield word


def _in_full(words: set[str], others: set[str]) -> Iterator[str]:
    """Yield the words that the other title abbreviates."""
    for short in others - words:
        if len(short) <= SHORT:
            yield from stands_for(short, words)


def stands_for(short: str, words: Collection[str]) -> tuple[str, ...]:
    """Return the words that an abbreviation stands for: one for each letter, or a compound."""
    found = []
    left = sorted(words)
    for letter in short:
        word = next((word for word in left if word[0] == letter), "")
        if not word:
            break
        left.remove(word)
        found.append(word)
    if len(short) > 1 and len(found) == len(short):
        return tuple(found)
    return tuple(w for w in words if len(w) >= LONG and _is_contracted(short, w))


def _is_contracted(short: str, word: str) -> bool:
    """Return whether a word begins with the first letter and has the others in their order."""
    letters = iter(word)
    return len(short) > 1 and word[0] == short[0] and all(letter in letters for letter in short)
