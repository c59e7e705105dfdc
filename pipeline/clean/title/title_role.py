"""Read the role from a title: one of roles.csv, by its head and the fields beside it."""

from dataclasses import dataclass

from pipeline.caches import cached_file, cached_reader
from pipeline.clean.title.concepts import ConceptWord, signs
from pipeline.clean.title.head_noun import head_noun
from pipeline.clean.title.role_fit import best_fit
from pipeline.clean.title.title_words import title_words
from pipeline.rules.rows.title import Form, Role
from pipeline.rules.rulebook import read_rules


@dataclass(frozen=True, slots=True)
class RoleReading:
    """The reading of a title: its form (None if no rule fits), the words used, all concepts."""

    form: Form | None
    text: str
    signs: tuple[ConceptWord, ...]


@cached_reader(65536)
def read_role(title: str) -> RoleReading:
    """Return the reading of a title's role. It is cached."""
    kept = title_words(title)
    found = signs(kept)
    head = head_noun(found, kept)
    best = best_fit(head, found)
    if best is None:
        return RoleReading(None, "", found)
    used = [*best.used, *([head] if head else [])]
    text = " ".join(dict.fromkeys(s.text for s in sorted(used, key=lambda s: s.first)))
    return RoleReading(best.form, text, found)


@cached_file
def roles() -> dict[str, Role]:
    """Return the roles by name."""
    return {row.role: row for row in read_rules(Role)}
