"""Leave the employer's own name out of the words of a title: `GitLab: AI Engineer`."""

from pipeline.caches import cached_file, cached_reader
from pipeline.clean.employer.name_key import name_words
from pipeline.dedupe.sketches.text_words import WORD
from pipeline.rules.rows.title import RoleWords
from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import same_name

SHORTEST = 4
"""Letters of a name of one word."""


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
    if len(name) == 1 and (len(name[0]) < SHORTEST or name[0] in role_words()):
        return None
    places = range(len(words) - len(name) + 1)
    return next((at for at in places if words[at : at + len(name)] == name), None)


@cached_file
def role_words() -> frozenset[str]:
    """Return the words that roles have; others name a subject: Statistician, Orthopaedics."""
    phrases = (same_name(row.phrase) for row in read_rules(RoleWords))
    return frozenset(word for phrase in phrases for word in WORD.findall(phrase))
