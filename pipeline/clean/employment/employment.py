"""Stage: the employment type, from the board's own field, the title, pay and description."""

from collections.abc import Iterator

from pipeline.clean.employment.description import read_description
from pipeline.clean.employment.words import (
    TELLING,
    EmploymentReading,
    read_contract,
    read_employment,
)
from pipeline.clean.stage import Evidence, IssueDraft, Job, Reading


def employment(job: Job) -> Reading:
    """Return employment_type. Issue `employment_unknown` if no rule knows the board's word.

    If field, title and pay differ, TELLING decides: `Full-time` for an intern is an internship. Of
    the pay's text only a contract counts (`£500 a day, outside IR35`). The description counts only
    if none of them states a type.
    """
    given = job.raw.employment
    field = read_employment(given, "field")
    known = not given.strip() or field.known
    issue = () if known else (IssueDraft("employment_unknown", "employment_type", given),)
    stated = [(where, read) for where, read in _of_fields(job, field) if read.value]
    if stated:
        where, found = min(stated, key=lambda pair: TELLING.index(pair[1].value or TELLING[-1]))
        return _reading(found, where)
    found = read_description(job.texts.description)
    return _reading(found, "the description", issue) if found.value else Reading(issues=issue)


def _of_fields(job: Job, field: EmploymentReading) -> Iterator[tuple[str, EmploymentReading]]:
    yield "field", field
    yield "title", read_employment(job.texts.title, "title")
    yield "pay text", read_contract(job.texts.salary)


def _reading(found: EmploymentReading, where: str, issues: tuple[IssueDraft, ...] = ()) -> Reading:
    evidence = Evidence("employment_type", found.text, f"{found.rule}: {where}")
    return Reading({"employment_type": found.value}, issues, (evidence,))
