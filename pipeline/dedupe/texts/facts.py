"""The facts that two texts have in common: marks that are no names of their records."""

from models.same import Fingerprint
from pipeline.dedupe.names import marks_of_names
from pipeline.dedupe.sketches.layout import marks_in
from pipeline.dedupe.sketches.marks import common_marks, marks_of_words, read

FACT_MARKS, FACT_PART = 5, 0.6
"""Least number of common marks and share of them where they alone tell one opening."""
RENDERED_FEW, RENDERED_MANY = (3, 0.6), (4, 0.5)
"""The same for two languages."""
FEWEST = 3
"""Least number of common marks that may tell one opening beside other facts."""
TOLD_PART = 0.4
"""The same where the names of the records were not left out yet."""


def common_facts(a: Fingerprint, b: Fingerprint) -> tuple[int, float]:
    """Return the common marks of two texts, and their share, without those of both records."""
    one, two = a.sketch or b"", b.sketch or b""
    names = marks_of_names(one) | marks_of_names(two) | marks_of_words((*a.title, *b.title))
    return common_marks(marks_in(one), marks_in(two), names)


def may_tell_one(a: Fingerprint, b: Fingerprint) -> bool:
    """Return whether `text` may return `facts` or `rendered`: enough marks in common."""
    one, two = marks_in(a.sketch or b""), marks_in(b.sketch or b"")
    both, part = common_marks(one, two)
    few = RENDERED_FEW[0] if a.language != b.language else FACT_MARKS
    return both >= few and part >= TOLD_PART


def share_facts(a: Fingerprint, b: Fingerprint) -> bool:
    """Return whether two texts have some marks in common, as two ads of one opening have."""
    one, two = read(marks_in(a.sketch or b"")), read(marks_in(b.sketch or b""))
    return len(one & two) >= FEWEST
