"""Read the examples of rules/title, and of the words for types of employment."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from pipeline.clean.employment.words import EMPLOYMENT_WORDS, read_employment
from pipeline.clean.title.concepts import signs
from pipeline.clean.title.level import read_board_level, read_experience
from pipeline.clean.title.relevance import FIELD_WORDS
from pipeline.clean.title.short_title import short_title
from pipeline.clean.title.title_level import LEVELS, read_level
from pipeline.clean.title.title_role import read_role
from pipeline.clean.title.title_words import title_words
from pipeline.publish.explain.traced.title import trace_title
from pipeline.rule_examples.heard import Heard
from pipeline.rules.rows.requirements import EmploymentUse, EmploymentWords
from pipeline.rules.rows.title import (
    BoardLevel,
    Compound,
    Concept,
    ExperienceYears,
    FieldWords,
    Form,
    LevelWords,
    Noise,
    Role,
    RoleWords,
)
from pipeline.text.phrases import squeeze, tidy, words

BESIDE = (EmploymentUse.AFTER_AGENT, EmploymentUse.BEFORE_AGENT)


def _compound(row: Compound) -> Heard:
    return Heard(None, [word.text for word in words(row.example)][1:], [squeeze(row.phrase)])


def _level(row: LevelWords) -> Heard:
    found = LEVELS.find(title_words(row.example))
    fired = {hit.value.source for hit in found}
    return Heard(fired, read_level(row.example).level, row.level)


def _board_level(row: BoardLevel) -> Heard:
    read = read_board_level(row.example)
    same = squeeze(row.example) == squeeze(row.phrase)
    return Heard({row.source} if same else {read.rule}, read.level, row.level)


def _experience(row: ExperienceYears) -> Heard:
    stated = int(re.findall(r"\d+", row.example)[0])
    fired = {row.source} if stated == row.years else set[str]()
    return Heard(fired, read_experience(stated, None).level, row.level)


def _noise(row: Noise) -> Heard:
    return Heard(_traced(row.example), short_title(row.example), row.expect)


def _field(row: FieldWords) -> Heard:
    keys = FIELD_WORDS.keys(words(row.example))
    return Heard(None, squeeze(row.phrase) in keys, meant=True)


def _concept(row: Concept) -> Heard:
    found = {sign.concept.concept for sign in signs(title_words(row.example))}
    return Heard(None, row.concept if row.concept in found else found, row.concept)


def _role_words(row: RoleWords) -> Heard:
    found = signs(title_words(row.example))
    meant = set(row.concepts.split())
    said = {s.concept.concept for s in found if squeeze(s.text) == squeeze(row.phrase)}
    return Heard(_traced(row.example), said & meant, meant)


def _form(row: Form) -> Heard:
    form = read_role(row.example).form
    return Heard({form.source} if form else (), form.role if form else None, row.role)


def _role(row: Role) -> Heard:
    form = read_role(row.example).form
    return Heard(None, form.role if form else None, row.role)


def _employment(row: EmploymentWords) -> Heard:
    if row.use in BESIDE:
        beside = squeeze(row.phrase) in squeeze(row.example)
        read = read_employment(row.example, "title").value
        return Heard({row.source} if beside else (), read, row.employment)
    places = ("field", "title")
    wanted = [p for p in places if p == row.use] or places
    fired = [EMPLOYMENT_WORDS[p].find(words(tidy(row.example))) for p in wanted]
    values = {read_employment(row.example, p).value for p in wanted}
    return Heard({h.value.source for hits in fired for h in hits}, values, {row.employment})


def _traced(title: str) -> set[str]:
    return {found.rule for found in trace_title(title)}


TITLES: Mapping[type[Any], Callable[[Any], Heard]] = {
    Compound: _compound,
    LevelWords: _level,
    BoardLevel: _board_level,
    ExperienceYears: _experience,
    Noise: _noise,
    FieldWords: _field,
    Concept: _concept,
    RoleWords: _role_words,
    Form: _form,
    Role: _role,
    EmploymentWords: _employment,
}
