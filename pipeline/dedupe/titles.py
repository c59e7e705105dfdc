"""Compare the titles of two postings, in the words that same_job.csv uses."""

from models.same import Fingerprint
from pipeline.caches import cached_file
from pipeline.dedupe.telling_words import APART, HELPERS, SENIOR, TERMS
from pipeline.dedupe.text_words import WORD
from pipeline.rules.rows.requirements import SkillForm
from pipeline.rules.rows.title import RoleWords
from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import same_name

EQUAL, LIKE, ROLE, ANEW, OTHER = "equal", "like", "role", "anew", "other"
LIKE_TITLE = 0.7
"""Share of common words of two titles where one is the other with a new end."""
BARE = 2
"""Words of a title that names only the role: Data Engineer."""
STEM = 4
"""Letters that two forms of a word share: scientist and science."""


def title(a: Fingerprint, b: Fingerprint) -> str:
    """Return `equal`, `like`, `role` (bare words for one role), `anew` or `other`.

    Of two `like` titles one holds the other, or the words that differ are forms of one word. Two
    `anew` titles have no word in common. The names of the postings' cities are ignored.
    """
    towns = {word for city in (*a.cities, *b.cities) for word in WORD.findall(city)}
    one, two = set(a.title) - towns, set(b.title) - towns
    if not one or not two or _contrary(a, one, b, two):
        return OTHER
    if one == two:
        return EQUAL
    both, role = len(one & two), a.role is not None and a.role == b.role
    held = (one < two or two < one) and (both >= BARE or role)
    if held or (both >= BARE and both / len(one | two) >= LIKE_TITLE and _inflected(one, two)):
        return LIKE
    if role and max(len(one), len(two)) <= BARE and not (one ^ two) & _telling():
        return ROLE if not both or one ^ two <= _role_words() else OTHER
    return OTHER if both else ANEW


def _inflected(one: set[str], two: set[str]) -> bool:
    """Return whether each word of only one title is a form of a word of the other.

    Where both have a word of their own, it is the subject: Reviewer Chemistry, Reviewer Physics.
    Figures, mostly of pay, are no subjects.
    """
    left, right = (set(filter(str.isalpha, words)) for words in (one - two, two - one))
    return not left or not right or {w[:STEM] for w in left} == {w[:STEM] for w in right}


def _contrary(a: Fingerprint, one: set[str], b: Fingerprint, two: set[str]) -> bool:
    """Return whether two titles name two jobs, whatever else is equal.

    Data Engineer Python, Data Engineer Java; Staff Engineer, Lead Engineer; Intern Summer, Intern
    Winter. Also Manager, Assistant Manager; Staff Engineer, Senior Staff Engineer. On one board
    also a title with a contract term and one without: there the term is meant.
    """
    if (one - two) & _telling() and (two - one) & _telling():
        return True
    only_one = one ^ two
    if only_one & HELPERS or SENIOR in only_one:
        return True
    return a.source == b.source and bool(only_one & TERMS)


@cached_file
def _role_words() -> frozenset[str]:
    """Return the words that roles have; others name a subject: Statistician, Orthopaedics."""
    phrases = (same_name(row.phrase) for row in read_rules(RoleWords))
    return frozenset(word for phrase in phrases for word in WORD.findall(phrase))


@cached_file
def _telling() -> frozenset[str]:
    """Return the words that name a skill, a rank, a term, an intake or a grade."""
    skills = (same_name(form.phrase) for form in read_rules(SkillForm))
    return APART | frozenset(skills)
