"""Whether two copies on one board have words swapped: another shop, ward or subject in one text.

A board that posts an ad again changes its dates, figures and notices. An employer that copies an
ad for another opening changes what it is about, and then each of the two texts has words that
the other one lacks.
"""

from models.same import Fingerprint
from pipeline.caches import cached_file
from pipeline.dedupe.sketches.layout import words_in
from pipeline.dedupe.sketches.vocabulary import vocabulary_of

NOTICES = frozenset(
    (
        *("january", "february", "march", "april", "august", "september", "october", "november"),
        *("december", "months", "weeks", "monday", "tuesday", "wednesday", "thursday", "friday"),
        *("three", "seven", "eight", "eleven", "twelve", "fifteen", "twenty", "apply", "please"),
        *("applications", "closing", "closes", "deadline", "extended", "reposted", "still"),
        *("again", "immediately", "immediate", "start", "starting", "together", "really"),
        *("entire", "whole", "until", "within", "about", "every", "through", "before", "which"),
        *("these", "januar", "februar", "märz", "oktober", "dezember", "sofort", "weiterhin"),
        *("verlängert", "bewerbungsfrist", "januari", "maart", "februari", "augustus", "direct"),
        *("verlengd", "janvier", "février", "avril", "juillet", "septembre", "octobre"),
        *("novembre", "décembre", "délai", "immédiate", "enero", "febrero", "marzo", "abril"),
        *("junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
        *("inmediata", "plazo", "gennaio", "febbraio", "aprile", "maggio", "giugno", "luglio"),
        *("settembre", "ottobre", "dicembre", "subito", "janeiro", "fevereiro", "março", "junho"),
        *("julho", "setembro", "outubro", "novembro", "dezembro", "imediato", "prazo"),
        *("förlängt", "ansökningstiden", "snarast", "ihned", "nástup", "možný"),
    )
)
"""Words of dates, small numbers and notices, which say nothing of the opening."""
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
    left, right = (_words(each) & ~_notices() for each in (a, b))
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
def _notices() -> int:
    return int.from_bytes(vocabulary_of(sorted(NOTICES)))
