"""Compare two texts in two languages, by the names, tools and figures that both have."""

from models.same import Fingerprint
from pipeline.dedupe.sketches.layout import marks_in
from pipeline.dedupe.sketches.marks import count
from pipeline.dedupe.texts.facts import RENDERED_FEW, RENDERED_MANY, common_facts
from pipeline.dedupe.texts.overlap import Overlap

RENDERED, TRANSLATED, UNKNOWN = "rendered", "translated", "unknown"
MOST_LONGER = 2.5
"""Largest ratio of the shingles of a text and of its translation."""
NAMES = 0.02
"""Smallest share of common words of a text and its translation: names, tools and figures."""
UNSPACED = frozenset(("ja", "th", "zh"))
"""Languages in whose letters names are written anew, so that a translation may share none."""
FEWEST, FOREIGN = 4, 0.2
"""Least number of marks of both texts that say something, and the largest common share of them
where they are of two openings."""


def translated(a: Fingerprint, b: Fingerprint, found: Overlap) -> str:
    """Return `rendered`, `translated` (may be one text) or `unknown` for two texts."""
    both, part = common_facts(a, b)
    few, many = RENDERED_FEW, RENDERED_MANY
    if (both >= few[0] and part >= few[1]) or (both >= many[0] and part >= many[1]):
        return RENDERED
    if part <= FOREIGN and min(count(marks_in(each.sketch or b"")) for each in (a, b)) >= FEWEST:
        return UNKNOWN
    return TRANSLATED if _may_be_translation(a, b, found) else UNKNOWN


def _may_be_translation(a: Fingerprint, b: Fingerprint, found: Overlap) -> bool:
    if not a.language or not b.language:
        return False
    named = not UNSPACED.isdisjoint((a.language, b.language)) or found.covers(NAMES)
    return named and found.long <= MOST_LONGER * found.short
