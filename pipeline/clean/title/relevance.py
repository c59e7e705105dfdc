"""Stage: relevance of a job to AI, ML or data, by its role and the words of its title."""

import re
from dataclasses import dataclass

from models.vocab import Relevance
from pipeline.caches import cached_reader
from pipeline.clean.stage import Evidence, Job, Reading
from pipeline.clean.title.role import title_with_hint
from pipeline.clean.title.title_role import read_role, roles
from pipeline.rules.rows.title import FieldWords, Group
from pipeline.rules.rulebook import read_rules
from pipeline.text.phrases import Phrases, words

ENOUGH = 3  # different words of the field: fewer may only describe the employer
READ = 20_000  # characters of a description that are read: later text repeats


@dataclass(frozen=True, slots=True)
class RelevanceReading:
    """The relevance or None, the words it was read from, and the rule."""

    value: Relevance | None
    text: str = ""
    rule: str = ""


def relevance(job: Job) -> Reading:
    """Return ai_relevance with its evidence.

    The title is read as for the role. The words of the description count only if no rule knows
    the title.
    """
    read = read_relevance(title_with_hint(job))
    if read.value is None:
        read = read_description(job.texts.description)
    if read.value is None:
        return Reading()
    found = Evidence("ai_relevance", read.text, read.rule)
    return Reading({"ai_relevance": read.value}, evidence=(found,))


@cached_reader(65536)
def read_relevance(title: str) -> RelevanceReading:
    """Return the relevance that a title states; None if its role is unknown."""
    read = read_role(title)
    if read.form is None:
        return RelevanceReading(None)
    if read.form.relevance:
        rule = f"{read.form.source}: {read.form.role}"
        return RelevanceReading(read.form.relevance, read.text, rule)
    role = roles()[read.form.role]
    seen = {s.concept.group: s.text for s in reversed(read.signs)}
    for group, value in ((Group.AI, role.with_ai), (Group.DATA, role.with_data)):
        if group in seen:
            rule = f"{role.source}: {role.role} with {group}"
            return RelevanceReading(value, seen[group], rule)
    return RelevanceReading(role.relevance, read.text, f"{role.source}: {role.role}")


def read_description(text: str) -> RelevanceReading:
    """Return adjacent for a description with several words of the field; else None."""
    hits = FIELD_WORDS.find(words(re.sub(r"\s+", " ", text[:READ])))
    named = list({hit.value.phrase: hit.value for hit in hits}.values())[:ENOUGH]
    if len(named) < ENOUGH:
        return RelevanceReading(None)
    text, rules = ", ".join(row.phrase for row in named), ", ".join(row.source for row in named)
    return RelevanceReading(Relevance.ADJACENT, text, f"{rules}: the description")


FIELD_WORDS = Phrases(lambda: ((row.phrase, row) for row in read_rules(FieldWords)))
"""The phrases of relevance.csv."""
