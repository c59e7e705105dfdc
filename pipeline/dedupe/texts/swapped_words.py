"""Whether two copies on one board have words swapped: another shop, ward or subject in one text.

A board that posts an ad again changes its dates, figures and notices. An employer that copies an
ad for another opening changes what it is about, and then each of the two texts has words that
the other one lacks.
"""

from collections.abc import Mapping

from models.same import Fingerprint
from pipeline.caches import cached_file
from pipeline.dedupe.sketches.layout import words_in
from pipeline.dedupe.sketches.vocabulary import vocabulary_of
from pipeline.rules.rows.general import NoticeWords
from pipeline.rules.rulebook import read_rules

NIGHT = frozenset(
    (
        *("night", "nights", "nightshift", "overnight", "nacht", "nachtdienst", "nachtschicht"),
        *("nachtdiensten", "noche", "nocturno", "notte", "notturno", "noturno", "nocna"),
        "nocnej",
    )
)
"""Words for work at night."""


def are_swapped(a: Fingerprint, b: Fingerprint) -> bool:
    """Return whether each of two texts has words on the opening that the other one lacks."""
    return all(own_words(a, b))


def own_words(a: Fingerprint, b: Fingerprint) -> tuple[int, int]:
    """Return how many words on the opening each of two texts has that the other one lacks."""
    left, right = (_words(each) & ~notices().get(each.language, 0) for each in (a, b))
    return (left & ~right).bit_count(), (right & ~left).bit_count()


def are_of_two_shifts(a: Fingerprint, b: Fingerprint) -> bool:
    """Return whether only one of two texts says that the work is at night."""
    one, two = _words(a), _words(b)
    return bool(one and two) and bool(one & _night()) != bool(two & _night())


def _words(print_: Fingerprint) -> int:
    """Return the vocabulary of a text as a number; 0 where it is not known."""
    return int.from_bytes(words_in(print_.sketch or b""))


@cached_file
def _night() -> int:
    return int.from_bytes(vocabulary_of(sorted(NIGHT)))


@cached_file
def notices() -> Mapping[str | None, int]:
    """Return the vocabularies of the words of notices, by their languages."""
    rows = read_rules(NoticeWords)
    return {row.language: int.from_bytes(vocabulary_of(row.words.split())) for row in rows}
