"""Opening: one job of a "Who is hiring?" comment, as stated."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.clean.requirements.skill_finder import find_skills
from scrapers.platforms.hackernews.words.job_names import Entry, is_field
from scrapers.platforms.hackernews.words.money import bare_pay
from scrapers.platforms.hackernews.words.segments import Segment, read_segment
from scrapers.platforms.hackernews.words.vocabulary import is_only_terms
from scrapers.readers.record_values import joined

REACH = 120
"""Characters behind a job's name that tell of it."""
_PIECE = re.compile(r"\s[-\u2013\u2014]\s|:\s|,\s|[|;()\[\]]")
_HOURS = re.compile(r"^(?:part|half|full)[- ]time\s+", re.IGNORECASE)
"""Words before a job's name: `part-time Bookkeeper`."""
_LANGUAGES = frozenset({"ada", "c", "crystal", "d", "elm", "java", "julia", "nim", "r"})
"""Programming languages with the name of a town or of a letter."""
_SAME = re.compile(r"(?:(?:in|at|from)\s+)?the\s+same\b|same\b", re.IGNORECASE)
_IN = re.compile(r"^(?:in|en|\u00e0|aus|em|te|i|w|p\u00e5|at)\s+(?=[^\W\d_a-z])")
"""A word before a place: `un T\u00e9cnico en Albacete (22.000 \u20ac)`."""
_OF_NEXT = re.compile(r"for (?:our|the)\s", re.IGNORECASE)
"""The place of the job behind it: `a cook and, for our new Graz office, a waiter`."""
_SENTENCE_END = re.compile(r"(?<!\b[Mm]ind)(?<!\b[Mm]in)(?<!\bca)[.!?]\s")


@dataclass(frozen=True, slots=True)
class Opening:
    """One job of a comment, as stated. Values that its line leaves out come from the header.

    `own` is the job's line, where it has one.
    """

    title: str
    company: str
    location: str = ""
    workplace: str = ""
    employment: str = ""
    salary: str = ""
    own: str = ""


def from_segments(company: str, segments: Sequence[Segment]) -> Opening:
    """Return the values of segments, yet without a job. The pay beside a job is that job's."""
    return Opening(
        title="",
        company=company,
        location=joined(s.text for s in segments if s.kind == "place"),
        workplace=joined(s.workplace for s in segments),
        employment=joined(s.contract for s in segments if s.kind != "title"),
        salary=joined(s.salary for s in segments if s.kind != "title"),
    )


def from_entry(common: Opening, entry: Entry, own: str = "") -> Opening:
    """Return a job of a list. What its part of the list leaves out comes from the header."""
    name, place = _without_place(entry.name, common.location)
    bare = entry.name.split(" (")[0]
    behind = entry.text[entry.text.find(bare) + len(bare) :][:REACH]
    said = _SENTENCE_END.split(f"{behind} ", maxsplit=1)[0]
    pieces = [_IN.sub("", p.strip()) for p in _PIECE.split(said)]
    segments = [read_segment(piece) for piece in pieces if piece and not _OF_NEXT.match(piece)]
    stated = [s for s in segments if s.kind != "place" or not is_subject(s.text)]
    values = from_segments("", stated)
    return replace(
        common,
        title=_HOURS.sub("", name),
        location=_own_place(values.location) or place or common.location,
        workplace=values.workplace or common.workplace,
        employment=values.employment or common.employment,
        salary=bare_pay(said) or common.salary,
        own=own,
    )


def _without_place(name: str, common: str) -> tuple[str, str]:
    """Return a job's name without the town behind its last comma, and the town.

    Where the header has a place, the word is that place or a team (`Engineer, Fleet`).
    """
    front, _, town = name.rpartition(", ")
    if not front or not town[:1].isupper() or "(" in town or town.isupper() or is_subject(town):
        return name, ""
    if common and not is_only_terms(common) and town not in common:
        return name, ""
    placed = read_segment(town).kind == "place" and read_segment(front).kind == "title"
    return (front, town) if placed else (name, "")


def _own_place(text: str) -> str:
    """Return the place of a job; "" for words of a workplace alone, or for the header's place."""
    return "" if is_only_terms(text) or _SAME.match(text) else text


def is_subject(text: str) -> bool:
    """Return whether a text names a skill or a field of work, and no place: `(Mobile)`."""
    skills = {skill.text.casefold() for skill in find_skills(text)} | _LANGUAGES
    parts = [part.strip().casefold() for part in re.split(r"[,/+&]\s?", text.replace("++", "\0"))]
    return (
        "PhD" in text
        or is_field(text)
        or skills.issuperset({*(part.replace("\0", "++") for part in parts)})
    )
