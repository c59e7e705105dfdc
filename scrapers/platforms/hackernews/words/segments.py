"""Classify one segment of a "Who is hiring?" comment: job, place, pay, contract or link."""

import re
from dataclasses import dataclass

from pipeline.caches import cached_reader
from pipeline.clean.employer.name_key import name_key
from pipeline.clean.place.place import read_place
from pipeline.clean.requirements.skill_finder import find_skills
from pipeline.clean.workplace.workplace import read_workplace
from scrapers.platforms.hackernews.words.job_names import departments, job_names
from scrapers.platforms.hackernews.words.money import names_funds, pay_in
from scrapers.platforms.hackernews.words.vocabulary import CONTRACT, LINK, WORKPLACE, is_only_terms

# What a job offers besides its place and its figure; no employer is named so.
_TERMS = re.compile(
    r"\b(?:salary|equity|compensation|competitive|benefits|bonus|visa|sponsorship|relocation"
    r"|stack|open source|multiple (?:roles|positions)|various roles)\b",
    re.IGNORECASE,
)
# Who may apply. Such words name people and no job.
_ELIGIBLE = re.compile(
    r"\b(?:citizens?(?:hip)?|permanent residents?|(?:u\.?s\.?|eu|uk) (?:persons?|nationals?)"
    r"|green card|card holders?|work (?:authori[sz]ation|permit)|right to work|veterans"
    r"|security clearance|no agencies)\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"[\d\W_]*(?:to|or|and)?[\d\W_]*", re.IGNORECASE)
"""Figures alone, or two with a word between them."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: its text, the jobs it names, and its other values."""

    text: str
    kind: str  # title | place | salary | contract | link | terms | other
    workplace: str = ""
    contract: str = ""
    salary: str = ""


@cached_reader(16_384)
def read_segment(text: str) -> Segment:
    """Return the values of a segment. Its kind is that of the main value."""
    named = {w.casefold() for w in WORKPLACE.findall(text)}
    workplace = named.pop() if len(named) == 1 else ""  # with several, the whole segment is read
    contract = " ".join(dict.fromkeys(w.casefold() for w in CONTRACT.findall(text)))
    salary = pay_in(text)
    without_pay = text.replace(salary, "") if salary else text
    return Segment(text, _kind(text, without_pay, salary), workplace, contract, salary)


def _kind(text: str, without_pay: str, salary: str) -> str:
    if not LINK.sub("", text).strip(" ()<>"):
        return "link"
    if is_only_terms(text):
        return "place" if WORKPLACE.search(text) else "contract"
    if _ELIGIBLE.search(text):
        return "terms"
    if job_names(without_pay):
        return "title"
    return "salary" if salary else _lesser_kind(text)


def _lesser_kind(text: str) -> str:
    """Return the kind of a segment with neither a job nor pay."""
    if _is_skills(text):
        return "terms"
    if departments(text):
        return "other"
    if WORKPLACE.search(text) or read_workplace(text).workplace or _is_place(text):
        return "place"
    if CONTRACT.search(text):
        return "contract"
    return "terms" if _TERMS.search(text) or names_funds(text) else "other"


def _is_skills(text: str) -> bool:
    """Return whether each part of a list names a skill: `Rust, Spark` is not a town."""
    parts = [part.strip().casefold() for part in text.split(",")]
    named = {skill.text.casefold() for skill in find_skills(text)}
    return len(parts) > 1 and named.issuperset(parts)


def _is_place(text: str) -> bool:
    """Return whether a text is a place. `Oksdal Grid AB` has a legal form, and no province."""
    if _FIGURES.fullmatch(text):  # `85 to 100` is no Togo
        return False
    front = text.rpartition(" ")[0].rstrip(",")
    name = front if front and name_key(front) == name_key(text) else text
    return any(read_place(name).values.values())
