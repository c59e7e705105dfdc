"""Load the rules of requirements: degrees, fields of study, years, and how they are required."""

from dataclasses import dataclass

from pipeline.rules.rulebook import read_rules
from pipeline.text.matcher import POSTING, Matcher, folded


@dataclass(frozen=True, slots=True)
class DegreeWords:
    """A row of degrees.csv: words and the degree they name.

    `how` is `any`; `near` if they must be as written, and beside `in`, `degree` or another degree
    (MS, BA); `hides` for a misleading phrase: Scrum Master, MS Office, PhD students.
    """

    words: str
    degree: str
    how: str
    example: str


@dataclass(frozen=True, slots=True)
class Asking:
    """A row of asking.csv: words that state how something is required.

    `says` is preferred, required, equivalent (something else is accepted), none (no degree is
    required) or offer (what the employer gives). A `heading` applies to the lines below it.
    """

    words: str
    says: str
    heading: bool
    example: str


@dataclass(frozen=True, slots=True)
class StudyField:
    """A row of study_fields.csv: words for a field of study."""

    words: str
    field: str
    example: str


@dataclass(frozen=True, slots=True)
class ExperienceWords:
    """A row of experience_words.csv: words around years of experience.

    `kind` is number (with its `value`); year (with a value if the words hold it: `a year of`);
    work, for how the years were spent; least; most; never_before and never_after, beside years
    that are not a person's experience; company, in a sentence about the employer's own years.
    """

    words: str
    kind: str
    value: int | None
    example: str


@dataclass(frozen=True, slots=True)
class RequirementWord:
    """A row of any of these files.

    `kind`, `value` and `number` come from the row. `written` is the exact spelling, if required.
    """

    kind: str
    value: str = ""
    number: int = 0
    heading: bool = False
    written: bytes = b""


def _degrees() -> list[tuple[str, RequirementWord]]:
    return [
        (r.words, RequirementWord(r.how, r.degree, written=_written(r)))
        for r in read_rules("degrees.csv", DegreeWords)
    ]


def _written(row: DegreeWords) -> bytes:
    return folded(row.words).raw if row.how == "near" else b""


def _asking() -> list[tuple[str, RequirementWord]]:
    rows = read_rules("asking.csv", Asking)
    return [(r.words, RequirementWord(r.says, heading=r.heading)) for r in rows]


def _fields() -> list[tuple[str, RequirementWord]]:
    rows = read_rules("study_fields.csv", StudyField)
    return [(r.words, RequirementWord("field", r.field)) for r in rows]


def _years() -> list[tuple[str, RequirementWord]]:
    rows = read_rules("experience_words.csv", ExperienceWords)
    return [(r.words, RequirementWord(r.kind, number=r.value or 0)) for r in rows]


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
