"""Load the rules of requirements: degrees, fields of study, years, and how they are required."""

from dataclasses import dataclass

from pipeline.rules.rows.requirements import Asking, DegreeWords, ExperienceWords, StudyField
from pipeline.rules.rulebook import read_rules
from pipeline.text.matcher import POSTING, Matcher, folded


@dataclass(frozen=True, slots=True)
class RequirementWord:
    """A row of any of these files.

    `kind`, `value` and `number` come from the row. `written` is the exact spelling, if required,
    `source` where the row is.
    """

    kind: str
    value: str = ""
    number: int = 0
    heading: bool = False
    written: bytes = b""
    source: str = ""


def _degrees() -> list[tuple[str, RequirementWord]]:
    return [
        (r.phrase, RequirementWord(r.use, r.degree, written=_written(r), source=r.source))
        for r in read_rules(DegreeWords)
    ]


def _written(row: DegreeWords) -> bytes:
    return folded(row.phrase).raw if row.use == "near" else b""


def _asking() -> list[tuple[str, RequirementWord]]:
    rows = read_rules(Asking)
    return [(r.phrase, RequirementWord(r.use, heading=r.heading, source=r.source)) for r in rows]


def _fields() -> list[tuple[str, RequirementWord]]:
    rows = read_rules(StudyField)
    return [(r.phrase, RequirementWord("field", r.field, source=r.source)) for r in rows]


def _years() -> list[tuple[str, RequirementWord]]:
    rows = read_rules(ExperienceWords)
    return [(r.phrase, RequirementWord(r.use, number=r.value or 0, source=r.source)) for r in rows]


MATCHERS: dict[str, Matcher[RequirementWord]] = {
    what: Matcher(rows, one_pass=POSTING)
    for what, rows in (
        ("degree", _degrees),
        ("asking", _asking),
        ("field", _fields),
        ("years", _years),
    )
}
"""The matchers of the words of degrees, of how things are required, of fields and of years."""
