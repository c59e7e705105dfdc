"""Tell a word that ends the name of a job or a level from other words: `welder`, `Kellner`."""

from pipeline.caches import cached_file
from pipeline.pay.lexing.lexemes import fold
from pipeline.rules.rows.title import Concept, ConceptKind, LevelWords, RoleWords
from pipeline.rules.rulebook import read_rules


def is_job_word(word: str) -> bool:
    """Return whether a folded word is the last one of a phrase for a job or a level."""
    return word in _last_words() or (word.endswith("s") and word[:-1] in _last_words())


@cached_file
def _last_words() -> frozenset[str]:
    fields = (ConceptKind.FIELD, ConceptKind.IGNORED)
    heads = {row.concept for row in read_rules(Concept) if row.kind not in fields}
    jobs = [row.phrase for row in read_rules(RoleWords) if heads & set(row.concepts.split())]
    levels = [row.phrase for row in read_rules(LevelWords)]
    return frozenset(fold(phrase).split()[-1] for phrase in (*jobs, *levels))
