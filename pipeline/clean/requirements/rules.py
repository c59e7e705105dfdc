"""Load the rules of requirements: degrees, fields of study, years, and how they are required."""

from dataclasses import dataclass

from pipeline.caches import cached_file
from pipeline.rules.rows.requirements import Asking, DegreeWords, ExperienceWords, StudyField
from pipeline.rules.rulebook import read_rules
from pipeline.text.matcher import Matcher, folded


@dataclass(frozen=True, slots=True)
class RequirementWord:
    """A row of any of these files. `what` is degree, asking, field or years.

    `kind`, `value` and `number` come from the row. `written` is the exact spelling, if required,
    `source` where the row is.
    """

    what: str
    kind: str
    value: str = ""
    number: int = 0
    heading: bool = False
    written: bytes = b""
    source: str = ""


WHAT = ("degree", "asking", "field", "years")


@cached_file
def spotter() -> Matcher[RequirementWord]:
    """Return the matcher of all these words."""
    return Matcher([*_degrees(), *_asking(), *_fields(), *_years()])


def _degrees() -> list[tuple[str, RequirementWord]]:
    return [
        (r.phrase, RequirementWord("degree", r.use, r.degree, written=_written(r), source=r.source))
        for r in read_rules(DegreeWords)
    ]


def _written(row: DegreeWords) -> bytes:
    return folded(row.phrase).raw if row.use == "near" else b""


def _asking() -> list[tuple[str, RequirementWord]]:
    rows = read_rules(Asking)
    return [
        (r.phrase, RequirementWord("asking", r.use, heading=r.heading, source=r.source))
        for r in rows
    ]


def _fields() -> list[tuple[str, RequirementWord]]:
    rows = read_rules(StudyField)
    return [(r.phrase, RequirementWord("field", "field", r.field, source=r.source)) for r in rows]


def _years() -> list[tuple[str, RequirementWord]]:
    rows = read_rules(ExperienceWords)
    return [
        (r.phrase, RequirementWord("years", r.use, number=r.value or 0, source=r.source))
        for r in rows
    ]
