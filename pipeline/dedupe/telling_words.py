"""The words of a title that tell two jobs apart, and that a short title leaves out."""

import re

from models.posting import JobPosting
from models.vocab import Level
from pipeline.dedupe.sketches.text_words import WORD
from pipeline.text.fold import same_name

RANKS = frozenset(("lead", "principal", "staff"))
"""Words for one level that still name two jobs."""
SENIOR = "senior"
"""It tells jobs apart beside another rank: Senior Staff Engineer, Senior Director."""
HELPERS = frozenset(("assistant", "associate", "deputy", "group", "vice"))
"""Words that make another rank of a title: Store Manager, Assistant Store Manager."""
SENIORS = frozenset((SENIOR, "sr", "snr"))
TERMS = frozenset(
    (
        *("contract", "contractor", "freelance", "freelancer", "interim", "temporary", "locum"),
        *("maternity", "parental", "secondment", "seasonal", "elternzeitvertretung", "befristet"),
    )
)
"""Words for a contract that is not permanent."""
SEASONS = frozenset(
    (
        *("spring", "summer", "autumn", "fall", "winter"),
        *("fruhling", "fruhjahr", "sommer", "herbst"),
        *("printemps", "ete", "automne", "hiver", "primavera", "verano", "otono", "invierno"),
    )
)
"""Words, folded, for the time of an internship: each intake is a job of its own."""
YEARS = frozenset(map(str, range(2020, 2050)))
GRADE = re.compile(
    r"(?<=\w )(?:L?([1-9])|(III?|IV|I|V))(?=\s*(?:$|[,;:()/|\-\u2013\u2014]))"
    r"|\b(?:class|tier|grade|band|level|category) ([1-9])\b",
    re.IGNORECASE,
)
"""An employer's grade after a word, or a class: Data Scientist II, Analyst 2 (Remote), Class 1."""
ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}
GRADES = frozenset(f"grade{number}" for number in range(1, 10))


SHIFTS = frozenset(
    (
        *("day", "days", "night", "nights", "morning", "mornings", "evening", "evenings"),
        *("weekday", "weekdays", "weekend", "weekends"),
    )
)
"""Words for the hours of a job."""
APART = RANKS | TERMS | SEASONS | YEARS | GRADES | SHIFTS
"""Where both titles have such a word, and not the same one, there are two jobs."""


def telling_words(posting: JobPosting) -> frozenset[str]:
    """Return the ranks, terms, seasons, years and grades (`grade2`) in a posting's title."""
    title = posting.title or ""
    words = frozenset(WORD.findall(same_name(title)))
    ranked = {SENIOR} if words & SENIORS and posting.level != Level.SENIOR else set()
    found = GRADE.finditer(title)
    grades = (f"grade{one[1] or one[3] or ROMAN[one[2].upper()]}" for one in found)
    return frozenset((*(words & (APART | HELPERS)), *ranked, *grades))
