"""Find the rows of the rule files that match no posting, so that they can be removed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from models.raw import RawPosting
from pipeline.clean.employment.words import EMPLOYMENT_WORDS
from pipeline.clean.posting_text import texts
from pipeline.clean.requirements.skill_finder import find_skills
from pipeline.clean.stage import Texts
from pipeline.clean.title.concepts import ROLE_WORDS
from pipeline.clean.title.relevance import FIELD_WORDS
from pipeline.clean.title.title_level import LEVELS
from pipeline.clean.title.title_role import read_role
from pipeline.clean.title.title_words import NOISE, tidy_title, title_words
from pipeline.rules.rows.place import WorkplaceRule
from pipeline.rules.rows.requirements import EmploymentWords, SkillForm
from pipeline.rules.rows.title import (
    BoardLevel,
    Compound,
    FieldWords,
    Form,
    LevelWords,
    Noise,
    Role,
    RoleWords,
)
from pipeline.rules.rulebook import read_rules
from pipeline.text.phrases import squeeze, tidy, words


@dataclass(frozen=True, slots=True)
class Watched:
    """A rule file: its row type, the name of a row, and the names of rows that match a posting.

    A row with an empty name is not watched, such as a row of skills.csv that only hides a word.
    """

    row: type[Any]
    name: Callable[[Any], str]
    fires: Callable[[RawPosting, Texts], Iterable[str]]

    @property
    def file(self) -> str:
        """The name of the file without its folder: `levels.csv`."""
        return str(self.row.file.rpartition("/")[2])


@dataclass(frozen=True, slots=True)
class Unused:
    """A row that matched no posting: its file, its line there, and its text."""

    file: str
    line: int
    says: str


def unused(raws: Iterable[RawPosting], files: Iterable[str] | None = None) -> list[Unused]:
    """Return the rows of the watched files that match none of the postings.

    `files` limits the search to some files of WATCHED, by name.
    """
    watched = [WATCHED[name] for name in (WATCHED if files is None else files)]
    fired: dict[str, set[str]] = {one.file: set() for one in watched}
    for raw in raws:
        repaired, _ = texts(raw)
        for one in watched:
            fired[one.file].update(one.fires(raw, repaired))
    return [row for one in watched for row in _never(one, fired[one.file])]


def _never(watched: Watched, fired: set[str]) -> Iterator[Unused]:
    for row in read_rules(watched.row):
        name = watched.name(row)
        if name and name not in fired:
            yield Unused(watched.file, row.line, _says(row))


def _says(row: Any) -> str:
    if isinstance(row, Form):
        return f"{row.head} + {row.fields or 'no field'}"
    return str(next(getattr(row, field) for field in row.__slots__ if getattr(row, field)))


def _words(row: Any) -> str:
    return squeeze(row.phrase)


def _form(form: Form) -> str:
    return f"{form.head} {form.fields}"


def _noise(_raw: RawPosting, repaired: Texts) -> set[str]:
    return NOISE.keys(words(tidy_title(repaired.title)))


def _role_words(_raw: RawPosting, repaired: Texts) -> set[str]:
    return ROLE_WORDS.keys(title_words(repaired.title))


def _levels(_raw: RawPosting, repaired: Texts) -> set[str]:
    return LEVELS.keys(title_words(repaired.title))


def _forms(_raw: RawPosting, repaired: Texts) -> list[str]:
    form = read_role(repaired.title).form
    return [_form(form)] if form else []


def _roles(_raw: RawPosting, repaired: Texts) -> list[str]:
    form = read_role(repaired.title).form
    return [form.role] if form else []


def _boards(raw: RawPosting, _repaired: Texts) -> list[str]:
    return [squeeze(raw.level)]


def _employment(raw: RawPosting, repaired: Texts) -> set[str]:
    field = words(tidy(raw.employment.replace("_", " ")))
    title = words(tidy(repaired.title))
    return EMPLOYMENT_WORDS["field"].keys(field) | EMPLOYMENT_WORDS["title"].keys(title)


def _field(_raw: RawPosting, repaired: Texts) -> set[str]:
    return FIELD_WORDS.keys(words(" ".join(repaired.description.split())))


def _compounds(_raw: RawPosting, repaired: Texts) -> list[str]:
    return [word.text for word in words(tidy(repaired.title))]


def _skills(_raw: RawPosting, repaired: Texts) -> list[str]:
    return [skill.skill for skill in find_skills(f"{repaired.title}\n{repaired.description}")]


def _workplaces(raw: RawPosting, repaired: Texts) -> list[str]:
    place = f"{raw.workplace} {repaired.location} {repaired.title}".casefold().replace("_", " ")
    return [row.phrase for row in read_rules(WorkplaceRule) if row.phrase in place]


WATCHED: Mapping[str, Watched] = {
    one.file: one
    for one in (
        Watched(Role, lambda row: row.role, _roles),
        Watched(Form, _form, _forms),
        Watched(RoleWords, _words, _role_words),
        Watched(LevelWords, _words, _levels),
        Watched(BoardLevel, _words, _boards),
        Watched(Noise, _words, _noise),
        Watched(Compound, _words, _compounds),
        Watched(EmploymentWords, _words, _employment),
        Watched(WorkplaceRule, lambda row: row.phrase.casefold(), _workplaces),
        Watched(FieldWords, _words, _field),
        Watched(SkillForm, lambda row: row.skill, _skills),
    )
}
