"""Rows of rules/title: roles, levels and what titles hold besides."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from models.vocab import Level, Relevance
from pipeline.rules.cells import Text
from pipeline.rules.row import FILLED, Choice, Doc, Refers, Row

CONCEPTS = "title/role_concepts.csv"


@dataclass(frozen=True, slots=True)
class Compound(Row):
    """An ending that German and Dutch join to the word before it."""

    file: ClassVar = "title/compounds.csv"
    key: ClassVar = ("phrase",)

    phrase: Text
    example: Text


class LevelUse(Choice):
    """How words for a level count."""

    WORD = "word", "anywhere in a title"
    PROGRAMME = "programme", "of interns and graduates: goes before other words"
    SEASON = "season", "of interns and graduates: goes before other words, after programmes"
    GRADE = "grade", "only after a job: Analyst II"
    BANK = "bank", "a grade of banks: only if the title states no other level"
    DEGREE = "degree", "only in a title with a year"
    IGNORED = "ignored", "hides a misleading word: technical staff"
    STOP = "stop", "hides the rest of its clause"


@dataclass(frozen=True, slots=True)
class LevelWords(Row):
    """Words of a title and the level they mean; empty if none."""

    file: ClassVar = "title/levels.csv"
    key: ClassVar = ("phrase",)

    phrase: Text
    level: Level | None
    use: LevelUse
    example: Text

    def contradiction(self) -> tuple[str, str] | None:
        """Return the level if words that hide others have one, or other words none."""
        hides = self.use in (LevelUse.IGNORED, LevelUse.STOP)
        if hides == (self.level is not None):
            return "level", f"the use {str(self.use)!r} goes with {'no' if hides else 'a'} level"
        return None


@dataclass(frozen=True, slots=True)
class BoardLevel(Row):
    """A board's own word for a level; the level is empty if the word means none."""

    file: ClassVar = "title/board_levels.csv"
    key: ClassVar = ("phrase",)

    phrase: Text
    level: Level | None
    example: Text


@dataclass(frozen=True, slots=True)
class ExperienceYears(Row):
    """The level from this number of required years on."""

    file: ClassVar = "title/experience_levels.csv"
    key: ClassVar = ("years",)
    ordered: ClassVar = True

    years: Annotated[int, Doc("The least years of experience for the level.")]
    level: Level
    example: Text


class Drops(Choice):
    """What is dropped from a title that has the words."""

    PHRASE = "phrase", "the words alone"
    CLAUSE = "clause", "the clause with the words"
    REST = "rest", "the words and all that follows"
    NOTHING = "nothing", "nothing: protects the words, a university graduate is no university"


@dataclass(frozen=True, slots=True)
class Noise(Row):
    """Words of a title that do not name the job. `expect` is what is left of the example."""

    file: ClassVar = "title/title_noise.csv"
    key: ClassVar = ("phrase",)

    phrase: Text
    use: Drops
    example: Text
    expect: str


@dataclass(frozen=True, slots=True)
class FieldWords(Row):
    """Words of the field of AI, ML and data that a description may name."""

    file: ClassVar = "title/relevance.csv"
    key: ClassVar = ("phrase",)

    phrase: Text
    example: Text


class ConceptKind(Choice):
    """What a concept is in a title."""

    FIELD = "field", "a field of work"
    IGNORED = "ignored", "neither: hides a misleading phrase"
    FIRM = "firm", "a head that names the role by itself"
    PLAIN = "plain", "a head"
    WEAK = "weak", "a head that says little: consultant, intern"
    FINAL = "final", "a head that leads or teaches what stands before it"


class Group(Choice):
    """The group of a field."""

    AI = "ai", "artificial intelligence"
    DATA = "data", "data"
    QUANT = "quant", "quantitative finance"
    TECH = "tech", "other technology"


@dataclass(frozen=True, slots=True)
class Concept(Row):
    """A concept of titles: a head (engineer) or a field (machine learning)."""

    file: ClassVar = CONCEPTS
    key: ClassVar = ("concept",)

    concept: Annotated[Text, Doc("The name of the concept.")]
    kind: ConceptKind
    rank: Annotated[int | None, Doc("The rank of a field: 0 says most; empty for a head.")]
    group: Group | None
    example: Text

    def contradiction(self) -> tuple[str, str] | None:
        """Return the rank if a field has none, or a head has one."""
        if (self.kind is ConceptKind.FIELD) != (self.rank is not None):
            return "rank", "a field has a rank, and nothing else has one"
        return None


@dataclass(frozen=True, slots=True)
class RoleWords(Row):
    """A phrase in any language, and the concepts it means."""

    file: ClassVar = "title/role_words.csv"
    key: ClassVar = ("phrase",)

    phrase: Text
    concepts: Annotated[
        Annotated[str, FILLED, Refers(CONCEPTS, "concept", many=True)],
        Doc("The concepts that the phrase means, with spaces."),
    ]
    example: Text


@dataclass(frozen=True, slots=True)
class Form(Row):
    """The role of a head together with these fields."""

    file: ClassVar = "title/role_forms.csv"
    key: ClassVar = ("head", "fields")

    head: Annotated[
        Annotated[str, FILLED, Refers(CONCEPTS, "concept", also=("*", "none"))],
        Doc("The head; `*` for any that is not firm, `none` for a title without a head."),
    ]
    fields: Annotated[
        Annotated[str, Refers(CONCEPTS, "concept", many=True)],
        Doc("The fields beside the head, with spaces."),
    ]
    near: Annotated[bool, Doc("yes if the fields must stand before the head.")]
    role: Annotated[str, FILLED, Refers("title/roles.csv", "role"), Doc("The role.")]
    relevance: Annotated[Relevance | None, Doc("Overrides the relevance of the role.")]
    example: Text


@dataclass(frozen=True, slots=True)
class Role(Row):
    """A role of the taxonomy. `belongs` and `elsewhere` are for readers of docs/roles.md."""

    file: ClassVar = "title/roles.csv"
    key: ClassVar = ("role",)

    role: Annotated[Text, Doc("The name of the role.")]
    family: Annotated[Text, Doc("The family of roles.")]
    relevance: Relevance
    with_data: Annotated[Relevance, Doc("The relevance if the title also names data.")]
    with_ai: Annotated[Relevance, Doc("The relevance if the title also names AI.")]
    onet_soc: Annotated[
        str, Doc("The closest occupation of O*NET-SOC 2019, by its definition; empty if none is.")
    ]
    belongs: Annotated[Text, Doc("Which jobs the role covers.")]
    elsewhere: Annotated[str, Doc("Which jobs belong to other roles.")]
    example: Text


@dataclass(frozen=True, slots=True)
class Version(Row):
    """A version of the taxonomy of roles, and a digest of its roles."""

    file: ClassVar = "title/role_versions.csv"
    key: ClassVar = ("version",)

    version: Annotated[Text, Doc("The number of the version.")]
    day: Annotated[Text, Doc("Its day, 2026-11-25.")]
    digest: Annotated[Text, Doc("A digest of the roles.")]
    change: Annotated[Text, Doc("What changed.")]
