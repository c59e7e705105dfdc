"""Read the header of a comment: the first line, or the fields that a comment begins with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from scrapers.platforms.hackernews.opening import Opening, from_segments
from scrapers.platforms.hackernews.segments import (
    HIRING,
    WORKPLACE,
    Segment,
    department_names,
    job_names,
    read_segment,
)

_FIELD = re.compile(
    r"(company|role|position|title|location|where|remote|type|employment|salary|compensation|comp|pay)"
    r"\s*:\s*(.+)",
    re.IGNORECASE,
)
_FIELD_KINDS = {
    **dict.fromkeys(("compensation", "comp", "pay"), "salary"),
    **dict.fromkeys(("role", "position"), "title"),
    "type": "employment",
    "where": "location",
}
BETWEEN = re.compile(r"\s[-\u2013\u2014•·/]\s|\s?[;•·]\s?")
_COMPANY_END = re.compile(
    r"\s[-\u2013\u2014]\s|\s*[(\[]|\s*https?:|\s+(?:is|are)\s+(?:hiring|looking)\b|:\s"
)
SLOGANS = 3
"""Lines of a comment among which its header may stand."""
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Header:
    """The values common to a comment's jobs, the jobs that it names, and the other lines.

    `sole_job` is a job that stands where an employer usually stands. It is a job only if the
    comment names no other.
    """

    common: Opening
    titles: Sequence[str]
    rest: Sequence[str]
    sole_job: str = ""


def read_header(lines: Sequence[str]) -> Header:
    """Return the header of a comment with at least one line."""
    return _fields(lines) or _first_line(_without_slogan(lines))


def _without_slogan(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines from the first with bars, if only slogans stand before it."""
    barred = next((n for n, line in enumerate(lines[:SLOGANS]) if "|" in line), 0)
    slogan = all(len(_pieces(line)) == 1 and not job_names(line) for line in lines[:barred])
    return lines[barred:] if slogan else lines


def _first_line(lines: Sequence[str]) -> Header:
    pieces = _pieces(lines[0])
    if len(pieces) < 2 and not HIRING.search(lines[0]):
        return Header(Opening("", ""), [], [])
    segments = [read_segment(piece) for piece in pieces]
    employer = _employer(segments)
    others = [segment for segment in segments if segment is not employer]
    titles = [name for s in others if s.kind == "title" for name in job_names(s.text)]
    titles = titles or [name for s in others for name in department_names(s)]
    named = employer if len(pieces) > 1 else read_segment(HIRING.split(pieces[0])[0])
    beside = [*_bracketed(named), *(_sentences(pieces[0]) if len(pieces) == 1 else [])]
    common = from_segments(_company(employer.text), [*others, *beside])
    alone = len(segments) > 1 and employer.kind == "title" and not titles
    return Header(common, titles, lines[1:], job_names(employer.text)[0] if alone else "")


def _pieces(line: str) -> list[str]:
    pieces = [piece.strip() for piece in line.split("|") if piece.strip()]
    if len(pieces) == 1:
        dashed = [piece for piece in BETWEEN.split(line) if piece.strip()]
        placed = len(dashed) == 2 and read_segment(dashed[1].strip()).kind == "place"
        return dashed if len(dashed) > 2 or placed else pieces
    return pieces


def _bracketed(employer: Segment) -> list[Segment]:
    """Return the places in brackets behind an employer's name."""
    return [s for s in map(read_segment, _BRACKETS.findall(employer.text)) if _is_place(s)]


def _sentences(line: str) -> list[Segment]:
    """Return the places that stand as sentences of a header in one piece."""
    later = (sentence.rstrip(".") for sentence in _SENTENCE_END.split(line)[1:])
    return [s for s in map(read_segment, later) if _is_place(s)]


def _is_place(segment: Segment) -> bool:
    return segment.kind == "place" and len(segment.text.split()) <= 6


def _employer(segments: Sequence[Segment]) -> Segment:
    """Return the segment that names the employer: the first, unless another is more likely.

    The first may be the only job, or a town with its region or country.
    """
    first = segments[0]
    jobs = [segment for segment in segments if segment.kind == "title"]
    unclear = [segment for segment in segments if segment.kind == "other"]
    places = [s for s in segments if s.kind == "place" and not WORKPLACE.search(s.text)]
    if (
        unclear
        and first.kind == "place"
        and (first.workplace or places == [first] or "," in first.text)
    ):
        return unclear[0]
    names = unclear or (places if len(places) > 1 else [])  # a company may have a town's name
    return names[0] if names and jobs == [first] else first


def _fields(lines: Sequence[str]) -> Header | None:
    """Return the header of a comment that begins with fields; None for any other."""
    found: dict[str, str] = {}
    for line in lines[:12]:
        if match := _FIELD.fullmatch(line):
            key = match[1].casefold()
            found.setdefault(_FIELD_KINDS.get(key, key), match[2].strip())
    if "company" not in found or len(found) < 2:
        return None
    stated = [read_segment(v) for k, v in found.items() if k in ("location", "employment")]
    common = replace(
        from_segments(found["company"], stated),
        location=found.get("location", ""),
        salary=found.get("salary", ""),
        employment=found.get("employment", ""),
    )
    rest = [line for line in lines if not _FIELD.fullmatch(line)]
    return Header(common, [found["title"]] if "title" in found else [], rest)


def _company(piece: str) -> str:
    """Return a company's name without address or motto; its host name where it has no name."""
    name = _COMPANY_END.split(piece)[0].strip(" ,-\u2013\u2014*")
    return name or urlsplit(piece.strip("() ")).netloc.removeprefix("www.")
