"""Whether two copies on one board have words swapped: another shop, ward or subject in one text.

A board that posts an ad again changes its dates, figures and notices. An employer that copies an
ad for another opening changes what it is about, and then each of the two texts has words that
the other one lacks.
"""

from models.same import Fingerprint
from pipeline.caches import cached_file
from pipeline.dedupe.minhash import words_in
from pipeline.dedupe.vocabulary import vocabulary_of

NOTICES = (
    "january february march april august september october november december "
    "januar februar märz oktober dezember januari februari maart augustus janvier février avril "
    "juillet septembre octobre novembre décembre enero febrero marzo abril junio julio agosto "
    "septiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno luglio settembre "
    "ottobre dicembre janeiro fevereiro março junho julho setembro outubro novembro dezembro "
    "monday tuesday wednesday thursday friday three seven eight eleven twelve fifteen twenty thirty "
    "sieben zwölf zwanzig quatre douze quinze vingt cuatro cinco siete quince veinte quattro cinque "
    "apply applications closing closes deadline extended reposted still again immediately "
    "immediate starting start bewerbungsfrist verlängert sofort inmediata inmediatamente plazo "
    "immédiat immédiate immédiatement délai prolongé subito immediato scadenza imediato prazo "
    "förlängt ansökningstiden snarast direct verlengd sollicitatietermijn natychmiast nadal"
).split()
"""Words of dates, small numbers and notices, which say nothing of the opening."""


def are_swapped(a: Fingerprint, b: Fingerprint) -> bool:
    """Return whether each of two texts has words on the opening that the other one lacks."""
    one, two = words_in(a.sketch or b""), words_in(b.sketch or b"")
    if not one or not two:
        return False
    left, right = (int.from_bytes(words) & ~_notices() for words in (one, two))
    return bool(left & ~right) and bool(right & ~left)


@cached_file
def _notices() -> int:
    return int.from_bytes(vocabulary_of(NOTICES))
