"""Compare the titles of two postings, in the words that same_job.csv uses."""

from models.same import Fingerprint
from pipeline.caches import cached_file, cached_reader
from pipeline.dedupe.sketches.minhash import word_told_by_one
from pipeline.dedupe.sketches.text_words import WORD
from pipeline.dedupe.telling_words import APART, HELPERS, SENIOR, TERMS, role_words
from pipeline.dedupe.told_titles import is_told
from pipeline.dedupe.wider_titles import is_wider
from pipeline.rules.rows.requirements import SkillForm
from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import same_name

EQUAL, LIKE, ROLE, ANEW, OTHER = "equal", "like", "role", "anew", "other"
WIDER, CONTRARY, TOLD = "wider", "contrary", "told"
LIKE_TITLE = 0.7
"""Share of common words of two titles where one is the other with a new end."""
BARE = 2
"""Words of a title that names only the role: Data Engineer."""
STEM = 4
WHOLE = 0.85
"""Least share of the shingles of another text where neither is an excerpt of the other."""
COMPOUND = 7
"""Letters of a word that may be two: backend."""
"""Letters that two forms of a word share: scientist and science."""


def title(a: Fingerprint, b: Fingerprint) -> str:
    """Return `equal`, `like`, `role`, `wider`, `told`, `anew`, `other` or `contrary`.

    Of two `like` titles one holds the other, or the words that differ are forms of one word. Two
    of one `role` are bare words for it. A `wider` title adds words to the other that its text does
    not tell it apart by, where forms and abbreviations are one word. Of two `told` titles one has
    only words alone that both texts say. Two `anew` titles have no word in common, or name one
    role in two languages. `contrary` ones name two ranks, terms or tools. The names of the
    postings' cities are ignored.
    """
    towns = _towns(a.cities) | _towns(b.cities)
    one, two = set(a.title) - towns, set(b.title) - towns
    if one and one == two:
        return EQUAL
    one, two = _joined(one, two)
    if not one or not two:
        return OTHER
    if _contrary(a, one, b, two):
        return CONTRARY
    return EQUAL if one == two else _partly(a, one, b, two)


def _partly(a: Fingerprint, one: set[str], b: Fingerprint, two: set[str]) -> str:
    """Return how two titles compare that are neither equal nor contrary."""
    both, role = len(one & two), a.role is not None and a.role == b.role
    held = (one < two or two < one) and (both >= BARE or role)
    share = both / len(one | two)
    if held or (
        both >= BARE and _inflected(one, two) and (share >= LIKE_TITLE or len(one) == len(two))
    ):
        return OTHER if _told_apart(a, one - two, b, two - one) else LIKE
    if role and max(len(one), len(two)) <= BARE and not (one ^ two) & _telling():
        if not both or one ^ two <= role_words():
            return ROLE
        return TOLD if is_told(a, one, b, two) else OTHER
    if is_wider(a, one, b, two):
        return WIDER
    if is_told(a, one, b, two):
        return TOLD
    return OTHER if both and not (role and _in_two_languages(a, b)) else ANEW


@cached_reader(65_536)
def _towns(cities: tuple[str, ...]) -> frozenset[str]:
    """Return the words of the names of cities."""
    return frozenset(word for city in cities for word in WORD.findall(city))


def _in_two_languages(a: Fingerprint, b: Fingerprint) -> bool:
    return None not in (a.language, b.language) and a.language != b.language


def _told_apart(a: Fingerprint, left: set[str], b: Fingerprint, right: set[str]) -> bool:
    """Return whether a word of only one title is in its text, and not in the other whole text.

    A word that a board adds to a title is in both texts or in none.
    """
    one, two = a.sketch, b.sketch
    if one is None or two is None or a.cut or b.cut or a.language != b.language:
        return False
    if min(a.shingles, b.shingles) < WHOLE * max(a.shingles, b.shingles):
        return False
    return word_told_by_one(left, one, two) or word_told_by_one(right, two, one)


def _joined(one: set[str], two: set[str]) -> tuple[set[str], set[str]]:
    """Return the words of two titles with those joined that the other writes as one: full stack."""
    return _compounds(one, two - one), _compounds(two, one - two)


def _compounds(words: set[str], others: set[str]) -> set[str]:
    parts = {word: _parts(word, words) for word in others if len(word) >= COMPOUND}
    joined = {word: found for word, found in parts.items() if found}
    return words.difference(*joined.values()).union(joined) if joined else words


def _parts(compound: str, words: set[str]) -> set[str]:
    """Return the two of the words that a compound is made of; an empty set for none."""
    for word in words:
        if compound.startswith(word) and (end := compound[len(word) :]) in words:
            return {word, end}
    return set()


def _inflected(one: set[str], two: set[str]) -> bool:
    """Return whether each word of only one title is a form of a word of the other.

    Where both have a word of their own, it is the subject: Reviewer Chemistry, Reviewer Physics.
    Figures, mostly of pay, are no subjects.
    """
    left, right = ({w for w in words if not w.isdecimal()} for words in (one - two, two - one))
    return not left or not right or {w[:STEM] for w in left} == {w[:STEM] for w in right}


def _contrary(a: Fingerprint, one: set[str], b: Fingerprint, two: set[str]) -> bool:
    """Return whether two titles name two jobs, whatever else is equal.

    Data Engineer Python, Data Engineer Java; Staff Engineer, Lead Engineer; Intern Summer, Intern
    Winter. Also Manager, Assistant Manager; Staff Engineer, Senior Staff Engineer. On one board
    also a title with a contract term and one without: there the term is meant.
    """
    only_one = one ^ two
    telling = only_one & _telling()
    left, right = telling & one, telling & two
    if left and right and _singular(left) != _singular(right):
        return True
    if only_one & HELPERS or SENIOR in only_one:
        return True
    return a.source == b.source and bool(only_one & TERMS)


def _singular(words: set[str]) -> set[str]:
    return {word.removesuffix("s") for word in words}


@cached_file
def _telling() -> frozenset[str]:
    """Return the words that name a skill, a rank, a term, an intake or a grade."""
    skills = (same_name(form.phrase) for form in read_rules(SkillForm))
    return APART | frozenset(skills)
