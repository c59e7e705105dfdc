"""Read the examples of rules/requirements."""

from collections.abc import Callable, Mapping
from typing import Any

from models.vocab import Education
from pipeline.clean.employment.description import read_description, stated
from pipeline.clean.requirements.education import read_education
from pipeline.clean.requirements.experience import read_experience
from pipeline.clean.requirements.sections import requirement_text
from pipeline.clean.requirements.skill_finder import find_skills
from pipeline.publish.compare.duties import duty_phrases
from pipeline.rule_examples.heard import Heard, holds
from pipeline.rules.rows.requirements import (
    Asking,
    AskingUse,
    Cue,
    DegreeWords,
    DutyVerb,
    EmploymentProse,
    EmploymentProseUse,
    ExperienceWords,
    LocalDegree,
    SkillForm,
    StudyField,
    YearsUse,
)
from pipeline.rules.rows.skill_company import SkillCompany

REQUIRED = {
    AskingUse.PREFERRED: False,
    AskingUse.EQUIVALENT: False,
    AskingUse.NONE: False,
    AskingUse.REQUIRED: True,
    AskingUse.OFFER: None,
}
NO_YEARS = (YearsUse.NEVER_BEFORE, YearsUse.NEVER_AFTER, YearsUse.COMPANY)
YEARS = 3
"""The years of an example that does not state them by its own words."""


def _degree(row: DegreeWords) -> Heard:
    return Heard(
        _fired(row.example, "degree"), read_education(row.example).degree or "", row.degree
    )


def _local(row: LocalDegree) -> Heard:
    read = read_education(row.example, row.country)
    return Heard({read.rule}, read.degree, row.degree)


def _field(row: StudyField) -> Heard:
    read = read_education(row.example).fields
    return Heard(_fired(row.example, "field"), row.field if row.field in read else read, row.field)


def _asking(row: Asking) -> Heard:
    read = read_education(row.example)
    degree: Any = read.degree if row.use in (AskingUse.NONE, AskingUse.OFFER) else ""
    meant = {AskingUse.NONE: Education.NONE, AskingUse.OFFER: None}.get(row.use, "")
    heading = not row.heading or row.phrase in row.example.splitlines()
    fired = _fired(row.example, "asking") if heading else ()
    return Heard(fired, (read.required, degree), (REQUIRED[row.use], meant))


def _years(row: ExperienceWords) -> Heard:
    read = read_experience(row.example)
    fired = _fired(row.example, "years")
    if row.use in NO_YEARS:
        return Heard(fired, read and (read.low, read.high), None)
    wanted = (None, YEARS) if row.use is YearsUse.MOST else (row.value or YEARS, None)
    return Heard(fired, read and (read.low, read.high), wanted)


def _fired(text: str, what: str) -> set[str]:
    return {hit.value.source for hit in requirement_text(text).signs[what]}


def _employment(row: EmploymentProse) -> Heard:
    fired = {found.source for _start, _end, found, _words in stated(row.example)}
    searched = row.use in (EmploymentProseUse.STATES, EmploymentProseUse.OTHER)
    heard = fired if searched else holds(row, row.phrase)
    return Heard(heard, read_description(row.example).value, row.expect)


def _skill(row: SkillForm) -> Heard:
    found = {named.skill: named for named in find_skills(row.example)}
    if not row.skill:
        seen = [n.skill for n in found.values() if n.text.casefold() in row.phrase.casefold()]
        return Heard(holds(row, row.phrase), seen, [])
    read = found.get(row.skill)
    return Heard({read.source} if read else (), read.skill if read else None, row.skill)


def _cue(row: Cue) -> Heard:
    found = {named.skill for named in find_skills(row.example)}
    return Heard(holds(row, row.phrase), found, {"Go"})


def _company(row: SkillCompany) -> Heard:
    found = {named.skill for named in find_skills(row.example)}
    return Heard(holds(row, row.phrase), row.skill in found, meant=True)


def _duty(row: DutyVerb) -> Heard:
    found = duty_phrases(row.example)
    return Heard(holds(row, row.phrase), bool(found), meant=True)


REQUIREMENTS: Mapping[type[Any], Callable[[Any], Heard]] = {
    DegreeWords: _degree,
    LocalDegree: _local,
    StudyField: _field,
    Asking: _asking,
    ExperienceWords: _years,
    EmploymentProse: _employment,
    SkillForm: _skill,
    Cue: _cue,
    SkillCompany: _company,
    DutyVerb: _duty,
}
