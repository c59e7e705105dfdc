"""Rows of rules/requirements: degrees, years, skills, employment, and how they are required."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from models.vocab import Education, EmploymentType, SkillGroup
from pipeline.rules.cells import Country, Language, Text
from pipeline.rules.row import FILLED, Choice, Doc, Refers, Row, among


class DegreeUse(Choice):
    """How words for a degree count."""

    ANY = "any", "in any spelling"
    NEAR = "near", "as written, and beside `in`, `degree` or another degree: MS, BA"
    HIDES = "hides", "hides a misleading phrase: Scrum Master, MS Office, PhD students"


@dataclass(frozen=True, slots=True)
class DegreeWords(Row):
    """Words and the degree they name."""

    file: ClassVar = "requirements/degrees.csv"
    key: ClassVar = ("phrase",)

    phrase: Text
    degree: Annotated[
        Annotated[str, among(("", *Education))],
        Doc("The degree; empty for words that hide a misleading phrase."),
    ]
    use: DegreeUse
    example: Text

    def contradiction(self) -> tuple[str, str] | None:
        """Return the degree if words that hide a phrase have one, or other words none."""
        if (self.use is DegreeUse.HIDES) == bool(self.degree):
            return "degree", "words have a degree, or the use 'hides'"
        return None


@dataclass(frozen=True, slots=True)
class LocalDegree(Row):
    """Words that name another degree in one country than in degrees.csv."""

    file: ClassVar = "requirements/local_degrees.csv"
    key: ClassVar = ("phrase", "country")

    phrase: Annotated[Text, Refers("requirements/degrees.csv", "phrase")]
    country: Country
    degree: Annotated[Annotated[str, among(Education)], Doc("The degree there.")]
    example: Text


class AskingUse(Choice):
    """How something is required."""

    PREFERRED = "preferred", "welcome, and no must"
    REQUIRED = "required", "a must"
    EQUIVALENT = "equivalent", "something else is accepted"
    NONE = "none", "no degree is required"
    OFFER = "offer", "what the employer gives"


@dataclass(frozen=True, slots=True)
class Asking(Row):
    """Words that state how something is required."""

    file: ClassVar = "requirements/asking.csv"
    key: ClassVar = ("phrase",)

    phrase: Text
    use: AskingUse
    heading: Annotated[bool, Doc("yes for a heading, which applies to the lines below it.")]
    example: Text


STUDY_FIELDS = (
    *("computer_science", "information_systems", "data_science", "artificial_intelligence"),
    *("machine_learning", "mathematics", "statistics", "physics", "engineering"),
    *("electrical_engineering", "telecommunications", "robotics", "economics", "econometrics"),
    *("finance", "business", "operations_research", "biology", "bioinformatics", "chemistry"),
    *("health_informatics", "public_health", "linguistics", "psychology", "social_sciences"),
    *("geography", "quantitative"),
)


@dataclass(frozen=True, slots=True)
class StudyField(Row):
    """Words for a field of study."""

    file: ClassVar = "requirements/study_fields.csv"
    key: ClassVar = ("phrase",)

    phrase: Text
    field: Annotated[Annotated[str, among(STUDY_FIELDS)], Doc("The field of study.")]
    example: Text


class YearsUse(Choice):
    """What words around years of experience say."""

    NUMBER = "number", "a number in words; `value` is the number"
    YEAR = "year", "years; with a value if the words hold the number: `a year of`"
    WORK = "work", "how the years were spent"
    LEAST = "least", "at least so many"
    MOST = "most", "at most so many"
    NEVER_BEFORE = "never_before", "before years that are not a person's experience"
    NEVER_AFTER = "never_after", "after years that are not a person's experience"
    COMPANY = "company", "in a sentence about the employer's own years"


@dataclass(frozen=True, slots=True)
class ExperienceWords(Row):
    """Words around years of experience."""

    file: ClassVar = "requirements/experience_words.csv"
    key: ClassVar = ("phrase",)

    phrase: Text
    use: YearsUse
    value: Annotated[int | None, Doc("The number that the words hold.")]
    example: Text


class EmploymentUse(Choice):
    """Where words for an employment type count."""

    FIELD = "field", "in the board's own field"
    TITLE = "title", "in a title"
    BOTH = "both", "in either"
    CLAUSE = "clause", "in the field, and in a title only as a whole clause: Engineer (B2B)"
    AGENT = "agent", "in either, but in a title not beside the words of the next two uses"
    AFTER_AGENT = (
        "after_agent",
        "after such words in a title about persons: Contractor Success",
    )
    BEFORE_AGENT = (
        "before_agent",
        "before such words in a title about persons: Head of Interns",
    )


@dataclass(frozen=True, slots=True)
class EmploymentWords(Row):
    """Words and the employment type they mean; empty if none.

    The vocabulary has no word for a permanent contract: CDI and similar words are full_time,
    unless part-time is stated as well.
    """

    file: ClassVar = "requirements/employment.csv"
    key: ClassVar = ("phrase",)

    phrase: Text
    employment: EmploymentType | None
    use: EmploymentUse
    example: Text


class EmploymentProseUse(Choice):
    """How words of a description state the employment type."""

    STATES = "states", "the words state the type of this job"
    OTHER = "other", "words about something else: other people, the employer, a later job"
    LABEL = "label", "a label; the words after it are read like the board's own field"
    LINE = "line", "a short line with these words, alone or between signs, is read by its clauses"


@dataclass(frozen=True, slots=True)
class EmploymentProse(Row):
    """Words of a description and the employment type they state.

    `phrase` is a pattern in small letters, see `text.patterns.phrase`. A row does not see the
    words that an earlier row matched.
    """

    file: ClassVar = "requirements/employment_prose.csv"
    key: ClassVar = ("phrase", "use")
    ordered: ClassVar = True

    phrase: Text
    use: EmploymentProseUse
    employment: Annotated[EmploymentType | None, Doc("The type, for the use `states`.")]
    about: Annotated[
        Text, Doc("Words of which each match has one, with spaces: they are searched first.")
    ]
    language: Language
    example: Text
    expect: Annotated[EmploymentType | None, Doc("What is read from the example.")]


class SkillUse(Choice):
    """When a written form of a skill counts."""

    ANY = "any", "in any spelling"
    CASE = "case", "in this spelling only"
    NEAR = "near", "in this spelling, in a list of skills or beside a cue: Go, R, Excel"
    COMPANY = "company", "in any spelling, in a sentence with a word of skill_company.csv"


@dataclass(frozen=True, slots=True)
class SkillForm(Row):
    """A written form of a skill. A row without a skill hides a phrase: `go to market`."""

    file: ClassVar = "requirements/skills.csv"
    key: ClassVar = ("phrase",)
    cased: ClassVar = True

    skill: Annotated[str, Doc("The skill to show; empty for a phrase that is none.")]
    group: Annotated[Annotated[str, among(("", *SkillGroup))], Doc("The group of the skill.")]
    phrase: Text
    use: SkillUse
    example: Text

    def contradiction(self) -> tuple[str, str] | None:
        """Return the group if a skill has none, or a phrase that is no skill has one."""
        if bool(self.skill) != bool(self.group):
            return "group", "a skill has a group, and a row without a skill has none"
        return None


class CueUse(Choice):
    """Where a cue stands."""

    BEFORE = "before", "before the form of a skill"
    AFTER = "after", "after the form of a skill"


@dataclass(frozen=True, slots=True)
class Cue(Row):
    """Words beside an ambiguous form that make it a skill: `experience with Go`."""

    file: ClassVar = "requirements/skill_cues.csv"
    key: ClassVar = ("phrase",)

    phrase: Annotated[str, FILLED]
    use: CueUse
    example: Text


@dataclass(frozen=True, slots=True)
class DutyVerb(Row):
    """A verb that begins a line about what the job does; it is compared in any case."""

    file: ClassVar = "requirements/duty_verbs.csv"
    key: ClassVar = ("phrase",)

    phrase: Text
    example: Text
