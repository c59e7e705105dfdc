"""Read the header of a comment: the first line, or the fields that a comment begins with."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scrapers.platforms.hackernews.employer import company_in, company_name, employer
from scrapers.platforms.hackernews.header_parts import pieces
from scrapers.platforms.hackernews.opening import Opening, from_entry, from_segments
from scrapers.platforms.hackernews.sentence_header import sentence_header
from scrapers.platforms.hackernews.top_lines import NAME_ALONE, header_first
from scrapers.platforms.hackernews.words.job_names import Entry, departments, entries, job_names
from scrapers.platforms.hackernews.words.segments import Segment, read_segment
from scrapers.platforms.hackernews.words.sentence_places import places_in, places_in_brackets

_FIELD = re.compile(
    r"(company|role|roles|position|positions|job|title|location|where|remote|type|employment"
    r"|salary|compensation|comp|pay)\s*:\s*(.+)",
    re.IGNORECASE,
)
_FIELD_KINDS = {
    **dict.fromkeys(("compensation", "comp", "pay"), "salary"),
    **dict.fromkeys(("role", "roles", "position", "positions", "job"), "title"),
    "type": "employment",
    "where": "location",
}
LEVELS = frozenset({"graduate", "graduates", "intern", "interns", "junior", "senior"})
"""Words that alone are the level of the jobs beside them, and no job."""
TWO = 2
LONG = 90
"""Characters of a last piece that is a text below the header."""
_SHAPED = re.compile(
    r"(?!(?:base|salary|pay|equity|bonus|total|ote|comp|compensation|range|junior|mid|senior"
    r"|staff)\b)"
    r"[^\W\d_a-z][\w/&+-]+(?: [\w/&+-]+){0,3}(?: \([^()]+\))?"
)
_UNKNOWN = re.compile(r"[^\W\d_a-z][^\W\d_]{3,}(?:[ /-][^\W\d_]+){0,3}(?: \([^()]+\))?")
"""A piece of one to four words without figures."""


@dataclass(frozen=True, slots=True)
class Header:
    """The values common to a comment's jobs, the jobs that it names, and the other lines.

    `sole_job` is a job that stands where an employer usually stands. It is a job only if the
    comment names no other. So is `other`, the only piece that is nothing known, beside pay.
    """

    common: Opening
    jobs: Sequence[Opening]
    rest: Sequence[str]
    sole_job: str = ""
    other: str = ""


def read_header(lines: Sequence[str]) -> Header:
    """Return the header of a comment with at least one line."""
    lines = _fields_apart(lines)
    return _fields(lines) or _first_line(header_first(lines))


def _fields_apart(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines; a first line of fields between bars as a line for each field."""
    parts = [part.strip() for part in lines[0].split("|")]
    return [*parts, *lines[1:]] if len(parts) > 1 and all(map(_FIELD.fullmatch, parts)) else lines


def _first_line(lines: Sequence[str]) -> Header:
    split = pieces(lines[0])
    if len(split) > TWO and len(split[-1]) > LONG and re.search(r"[.!?](?:\s|$)", split[-1]):
        lines = [lines[0], split.pop(), *lines[1:]]
    if len(split) < 2:
        common, rest = sentence_header(lines)
        return Header(common, [], rest)
    segments = [read_segment(piece) for piece in split]
    named = _employer_below(segments, lines) or employer(segments)
    others = [segment for segment in segments if segment is not named]
    beside = [*others, *places_in_brackets(named)]
    if all(s.kind != "place" for s in beside):
        beside += [
            s for other in (named, *others) if other.kind != "title" for s in places_in(other.text)
        ]
    common = from_segments(company_name(named.text), beside)
    jobs = _with_next_pay(common, others) or [
        replace(common, title=name)
        for s in others
        if s.kind == "other"
        for name in departments(s.text)
    ]
    alone = named.kind == "title" and not jobs
    sole = job_names(named.text)[0] if alone else ""
    return Header(common, jobs, lines[1:], sole, "" if jobs else _only_other(named, others))


def _employer_below(segments: Sequence[Segment], lines: Sequence[str]) -> Segment | None:
    """Return the employer that the second line names, where the first has only place and terms."""
    if len(lines) < TWO or any(s.kind not in {"place", "contract"} for s in segments):
        return None
    name = company_in(lines[1])
    return Segment(name, "other") if name else None


def _only_other(named: Segment, others: Sequence[Segment]) -> str:
    """Return the only piece beside employer, place and pay that may be a job in any language."""
    unknown = [s.text for s in others if s.kind == "other"]
    told = named.text and any(s.salary for s in others) and any(s.kind == "place" for s in others)
    return unknown[0] if told and len(unknown) == 1 and _UNKNOWN.fullmatch(unknown[0]) else ""


def _with_next_pay(common: Opening, segments: Sequence[Segment]) -> list[Opening]:
    """Return the jobs of a header. Where pay stands behind each job, each has its own."""
    named = [
        (n, entry) for n, s in enumerate(segments) if s.kind == "title" for entry in entries(s.text)
    ]
    jobs = [job for job in named if job[1].name.casefold() not in LEVELS] or named
    titles = [n for n, s in enumerate(segments) if s.kind == "title"]
    if len(titles) > 1 and all(_pay_behind(segments, n) for n in titles):
        jobs = [(n, Entry(segments[n].text, segments[n].text)) for n in titles]
    shaped = list(_of_one_shape(segments))
    if any(segments[n].salary for n, _ in jobs) or (not jobs and len(shaped) > 1):
        jobs = sorted([*jobs, *shaped], key=lambda job: job[0])
    behind = [_pay_behind(segments, n) for n, _ in jobs]
    paired = len(jobs) > 1 and all(behind) and len({n for n, _ in jobs}) == len(jobs)
    if not paired:
        return [from_entry(common, entry) for _, entry in jobs]
    return [
        from_entry(common, Entry(entry.name, f"{entry.text}: {pay}"))
        for (_, entry), pay in zip(jobs, behind, strict=True)
    ]


def _of_one_shape(segments: Sequence[Segment]) -> Iterator[tuple[int, Entry]]:
    """Yield the pieces of an unknown name and its pay, as the jobs beside them: `QA: $35/h`."""
    for n, segment in enumerate(segments):
        if segment.kind != "salary":
            continue
        name = segment.text.split(segment.salary)[0].strip(" ,(:-\u2013\u2014")
        if _SHAPED.fullmatch(name):
            yield n, Entry(name, segment.text)


def _pay_behind(segments: Sequence[Segment], at: int) -> str:
    after = segments[at + 1] if at + 1 < len(segments) else None
    return after.salary if after and after.kind == "salary" else ""


def _fields(lines: Sequence[str]) -> Header | None:
    """Return the header of a comment that begins with fields; None for any other."""
    found: dict[str, str] = {}
    for line in lines[:12]:
        if match := _FIELD.fullmatch(line):
            key = match[1].casefold()
            found.setdefault(_FIELD_KINDS.get(key, key), match[2].strip())
    if "title" in found and len(found) > TWO and NAME_ALONE.fullmatch(lines[0]):
        found.setdefault("company", lines[0])
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
    named = found.get("title", "")
    single = [Entry(named, named)] if " / " in named else []
    jobs = [
        from_entry(common, entry)
        for entry in single or entries(named) or [Entry(named, named)]
        if named
    ]
    return Header(common, jobs, rest)
