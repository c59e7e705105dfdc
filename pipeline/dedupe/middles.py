"""Compare the middles of two like texts: what is between their first and last common passage."""

from models.same import Fingerprint
from pipeline.dedupe.sketches.course import swapped_words
from pipeline.dedupe.sketches.layout import course_in
from pipeline.dedupe.sketches.minhash import share

SAME, EDITED, OTHER, UNKNOWN = "same", "edited", "other", "unknown"
LEAST = 0.5
"""Least share of the shingles of the shorter text that is in the other one."""
FEW_WORDS, MANY_WORDS = 5, 8
"""Words of a passage, three more than differ, from which it is edited, and from which another."""


def middle(a: Fingerprint, b: Fingerprint) -> str:
    """Return `same`, `edited`, `other` or `unknown`.

    It is `same` where each text has words of its own only before and after the common passages,
    and a figure or a name in between: a copy in a frame. In `other` a whole passage in between is
    swapped, as two jobs of one template have it. Words that only one text has do not count.
    """
    if not a.sketch or not b.sketch or a.language != b.language:
        return UNKNOWN
    short, long = sorted((a.shingles, b.shingles))
    if share(a.sketch, b.sketch) * (long - LEAST * short + short) < LEAST * short:
        return UNKNOWN
    found = swapped_words(course_in(a.sketch), course_in(b.sketch), long)
    if found is None:
        return UNKNOWN
    if found < FEW_WORDS:
        return SAME
    return EDITED if found < MANY_WORDS else OTHER
