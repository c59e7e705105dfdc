"""Compare the middles of two like texts: what is between their first and last common passage."""

from models.same import Fingerprint
from pipeline.dedupe.sketches.course import swapped_words
from pipeline.dedupe.sketches.layout import course_in
from pipeline.dedupe.sketches.minhash import share
from pipeline.dedupe.texts.facts import common_facts
from pipeline.dedupe.texts.swapped_words import own_words
from pipeline.dedupe.told_titles import words_apart

FRAMED, SAME, EDITED, OTHER, UNKNOWN = "framed", "same", "edited", "other", "unknown"
PARAPHRASED = "paraphrased"
LEAST = 0.5
"""Least share of the shingles of the shorter text that is in the other one."""
FEW_WORDS, MANY_WORDS = 5, 8
"""Words of a passage, two more than differ, from which it is edited, and from which another."""
SHORT, ONE_WORD = 60, 3
"""Shingles of a text in which one word may be the opening, and words from which it is edited."""
FACTS = 5
"""Least number of common facts of a copy in a frame."""
ALL_FACTS, ALL_PART = 8, 0.9
"""Least number and share of common facts of a copy with a passage in other words."""
ANEW_OWN = 2
"""Most own words of the other text there: on behalf of a client."""
FRAME, OWN = 3, 1
"""Least number of own words of the text with the frame, and most of the other one."""
WHOLE = 0.6
"""Least ratio of the shingles of the two."""


def middle(a: Fingerprint, b: Fingerprint) -> str:
    """Return `framed`, `same`, `edited`, `paraphrased`, `other` or `unknown`.

    It is `same` where each text has words of its own only before and after the common passages,
    and a figure or a name in between: a copy in a frame. In `other` a whole passage in between is
    swapped, as two jobs of one template have it. Words that only one text has do not count. It is
    `paraphrased` where both have all names and figures, and one few words of its own. In
    `framed` ones, only one text has words of its own, and they have names and figures in common.
    No word of a title is one that only its own text has.
    """
    if not a.sketch or not b.sketch or a.language != b.language:
        return UNKNOWN
    short, long = sorted((a.shingles, b.shingles))
    if share(a.sketch, b.sketch) * (long - LEAST * short + short) < LEAST * short:
        return UNKNOWN
    found = swapped_words(course_in(a.sketch), course_in(b.sketch), long)
    if found is None:
        return UNKNOWN
    if found >= (FEW_WORDS if short >= SHORT else ONE_WORD):
        return _swapped(a, b, found)
    return FRAMED if short >= WHOLE * long and _is_framed(a, b) else SAME


def _swapped(a: Fingerprint, b: Fingerprint, words: int) -> str:
    """Return how two texts compare of which a passage in the middle differs by some words.

    Where neither has words of its own, the passages have another order.
    """
    own = own_words(a, b)
    if words < MANY_WORDS or not any(own):
        return EDITED
    both, part = common_facts(a, b)
    told = both >= ALL_FACTS and part >= ALL_PART
    return PARAPHRASED if told and min(own) <= ANEW_OWN and not words_apart(a, b) else OTHER


def _is_framed(a: Fingerprint, b: Fingerprint) -> bool:
    few, many = sorted(own_words(a, b))
    framed = few <= OWN and many >= FRAME and common_facts(a, b)[0] >= FACTS
    return framed and not words_apart(a, b)
