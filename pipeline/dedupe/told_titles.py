"""Whether the texts of two postings tell one job under two titles: they say what the titles say.

A board that gives a copy another title takes its words from the text. Two jobs of one template are
about the words of their titles, or their common text says none of them.
"""

from collections.abc import Collection
from zlib import crc32

from models.same import Fingerprint
from pipeline.dedupe.sketches.layout import marks_in, words_in
from pipeline.dedupe.sketches.marks import mark_of, read
from pipeline.dedupe.sketches.minhash import share
from pipeline.dedupe.sketches.vocabulary import SHORTEST, may_say
from pipeline.dedupe.wider_titles import ALIKE, own_words

WHOLE = 0.8
"""Least share of the shingles of another text where a word it lacks was not cut off."""


def is_told(a: Fingerprint, one: set[str], b: Fingerprint, two: set[str]) -> bool:
    """Return whether both texts say all words that one of the titles has alone.

    `one` and `two` are the words of the titles of `a` and `b`. No word of a title may be in its
    own text only.
    """
    if not a.sketch or not b.sketch or a.language != b.language:
        return False
    if share(a.sketch, b.sketch) < ALIKE:
        return False
    names = f"{a.company} {b.company}"
    left, right = (own_words(names, *words) for words in ((one, two), (two, one)))
    if _is_of_one(left, a, b) or _is_of_one(right, b, a):
        return False
    return any(words and _said(words, a) == words == _said(words, b) for words in (left, right))


def words_apart(a: Fingerprint, b: Fingerprint) -> int:
    """Return how many words of both titles only their own text has."""
    left, right = set(a.title) - set(b.title), set(b.title) - set(a.title)
    one, two = _said(left, a) - _said(left, b), _said(right, b) - _said(right, a)
    return len(one) + len(two)


def _is_of_one(words: set[str], own: Fingerprint, other: Fingerprint) -> bool:
    """Return whether a word is in its own text, and was not cut off in the other one."""
    if other.cut or other.shingles < WHOLE * own.shingles:
        return False
    return bool(_said(words, own) - _said(words, other))


def _said(words: Collection[str], print_: Fingerprint) -> set[str]:
    """Return the words that a text says, in this form or in the plural."""
    sketch = print_.sketch or b""
    marks, vocabulary = read(marks_in(sketch)), words_in(sketch)
    return {word for word in words if any(_is_in(form, marks, vocabulary) for form in _forms(word))}


def _forms(word: str) -> tuple[str, ...]:
    return word, f"{word}s", word.removesuffix("s")


def _is_in(word: str, marks: frozenset[int], vocabulary: bytes) -> bool:
    number = crc32(word.encode())
    return mark_of(number) in marks or (len(word) >= SHORTEST and may_say(number, vocabulary))
