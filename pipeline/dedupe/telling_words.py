"""The words of a title that tell two jobs apart: also some that a short title leaves out.

The name of the employer tells no two of its jobs apart: `GitLab: AI Engineer`.
"""

import re

from models.posting import JobPosting
from models.vocab import Level
from pipeline.caches import cached_file, cached_reader
from pipeline.clean.employer.name_key import name_words
from pipeline.dedupe.sketches.text_words import WORD
from pipeline.rules.rows.title import RoleWords
from pipeline.rules.rulebook import read_rules
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
SHORTEST_NAME = 4
"""Letters of a name of one word that a title may have."""
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


def without_employer(words: list[str], company: str) -> list[str]:
    """Return the words of a title, in their order, without the whole name of its employer.

    A name that is all of the title stays, and one that roles have as a word: Analytics.
    """
    for name in _names(company):
        at = _place(words, name)
        if at is not None and len(words) > len(name):
            return words[:at] + words[at + len(name) :]
    return words


@cached_reader(65_536)
def _names(company: str) -> tuple[list[str], ...]:
    """Return the words of a name with its legal form, and without."""
    whole, bare = WORD.findall(same_name(company)), list(name_words(company))
    return (whole, bare) if whole != bare else (bare,)


def _place(words: list[str], name: list[str]) -> int | None:
    """Return where a name begins among the words of a title; None where it is not."""
    if not name or name[0] not in words:
        return None
    if len(name) == 1 and (len(name[0]) < SHORTEST_NAME or name[0] in role_words()):
        return None
    places = range(len(words) - len(name) + 1)
    return next((at for at in places if words[at : at + len(name)] == name), None)


@cached_file
def role_words() -> frozenset[str]:
    """Return the words that roles have; others name a subject: Statistician, Orthopaedics."""
    phrases = (same_name(row.phrase) for row in read_rules(RoleWords))
    return frozenset(word for phrase in phrases for word in WORD.findall(phrase))
