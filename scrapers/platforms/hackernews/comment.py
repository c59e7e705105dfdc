"""Read a "Who is hiring?" comment: employer, jobs, places and pay.

Most comments begin with a line such as `Company | Job | Place | REMOTE | $pay`, in any order
after the company. Some have fields (`Company: …`), and some are only sentences.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from w3lib.html import remove_tags, replace_entities

from scrapers.platforms.hackernews.segments import (
    WORKPLACE,
    Segment,
    job_name,
    job_names,
    read_segment,
)
from scrapers.readers.record_values import joined

LONGEST = 30_000  # characters of a comment that are read: ten times the longest known
MOST = 30  # jobs of one comment; the longest known lists have a dozen

_ANCHOR = re.compile(r'<a\s+href="([^"<>]{0,2000})"[^<>]{0,200}>[^<]{0,2000}</a>', re.IGNORECASE)
_PIECE = re.compile(r"(?=<p>|\n)")
_PARAGRAPH = re.compile(r"<p>|<pre>|<br\s*/?>", re.IGNORECASE)
_FIELD = re.compile(
    r"(company|role|position|title|location|remote|type|employment|salary|compensation|pay)"
    r"\s*:\s*(.+)",
    re.IGNORECASE,
)
_FIELD_KINDS = {"type": "employment", "compensation": "salary", "pay": "salary"} | dict.fromkeys(
    ("role", "position"), "title"
)
_BULLET = re.compile(r"(?:[-\u2013\u2014*•·>]+|\d{1,2}[.)])\s*(.+)")
_LIST = re.compile(
    r".*?\b(?:looking for|hiring|roles|positions|openings)\b[^:]{0,30}:\s+(.+)", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s[-\u2013\u2014•·/]\s|\s?[;•·]\s?")
_HIRING = re.compile(
    r"\b(?:hiring|looking for|seeking)\s+((?:[\w/+.&',-]+ ?){1,14})", re.IGNORECASE
)
_REASON = re.compile(r"\s(?:who|to|for|in|at|with|that|based)\s")
_COMPANY_END = re.compile(
    r"\s[-\u2013\u2014]\s|\s*[(\[]|\s*https?:|\s+(?:is|are)\s+(?:hiring|looking)\b|:\s"
)


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


def plain(text: str) -> str:
    """Return a comment's HTML as text: one line per paragraph, links as their addresses."""
    linked = _ANCHOR.sub(r"\1", text[:LONGEST])
    return replace_entities(remove_tags(_PARAGRAPH.sub("\n", linked)))


def roles(text: str) -> list[Opening]:
    """Return the jobs of a comment in HTML; an empty list where it offers no job."""
    lines = [line.strip() for line in plain(text).splitlines() if line.strip()]
    if not lines:
        return []
    common, titles, rest = _fields(lines) or _header(lines)
    found = [replace(common, title=title) for title in titles]
    found += [_line_role(common, line) for line in rest if "|" in line and job_name(line)]
    if not found:
        told = _listed(rest) or _told(lines)
        found = [_line_role(common, line) for line in told]
    first: dict[str, Opening] = {}
    for role in found:
        first.setdefault(role.title.casefold(), role)
    return list(first.values())[:MOST]


def description(text: str, role: Opening, among: Sequence[Opening]) -> str:
    """Return a comment's HTML without the lines of its other jobs, which state other pay."""
    others = {other.own for other in among if other.own} - {role.own}
    return "".join(p for p in _PIECE.split(text) if _unmarked(plain(p).strip()) not in others)


def _unmarked(line: str) -> str:
    bullet = _BULLET.fullmatch(line)
    return bullet[1] if bullet else line


def _header(lines: Sequence[str]) -> tuple[Opening, list[str], Sequence[str]]:
    """Return the common values of the first line, the jobs it names, and the other lines."""
    pieces = [piece.strip() for piece in lines[0].split("|") if piece.strip()]
    if len(pieces) == 1:
        dashed = [piece for piece in _BETWEEN.split(lines[0]) if piece.strip()]
        pieces = dashed if len(dashed) > 2 else pieces
    if len(pieces) < 2 and not _HIRING.search(lines[0]):
        return Opening("", ""), [], []
    segments = [read_segment(piece) for piece in pieces]
    employer = _employer(segments)
    others = [segment for segment in segments if segment is not employer]
    titles = [name for s in others if s.kind == "title" for name in job_names(s.text)]
    return _common(_company(employer.text), others), titles, lines[1:]


def _employer(segments: Sequence[Segment]) -> Segment:
    """Return the segment that names the employer: the first, unless that is the only job."""
    jobs = [segment for segment in segments if segment.kind == "title"]
    unclear = [segment for segment in segments if segment.kind == "other"]
    places = [s for s in segments if s.kind == "place" and not WORKPLACE.search(s.text)]
    names = unclear or (places if len(places) > 1 else [])  # a company may have a town's name
    return names[0] if names and jobs == [segments[0]] else segments[0]


def _fields(lines: Sequence[str]) -> tuple[Opening, list[str], Sequence[str]] | None:
    """Return the same as `_header` for a comment that begins with fields; None for any other."""
    found: dict[str, str] = {}
    for line in lines[:12]:
        if match := _FIELD.fullmatch(line):
            key = match[1].casefold()
            found.setdefault(_FIELD_KINDS.get(key, key), match[2].strip())
    if "company" not in found or len(found) < 2:
        return None
    said = [read_segment(v) for k, v in found.items() if k in ("location", "employment")]
    common = replace(
        _common(found["company"], said),
        location=found.get("location", ""),
        salary=found.get("salary", ""),
        employment=found.get("employment", ""),
    )
    rest = [line for line in lines if not _FIELD.fullmatch(line)]
    return common, [found["title"]] if "title" in found else [], rest


def _common(company: str, segments: Sequence[Segment]) -> Opening:
    return Opening(
        title="",
        company=company,
        location=joined(s.text for s in segments if s.kind == "place"),
        workplace=joined(s.workplace for s in segments),
        employment=joined(s.contract for s in segments if s.kind != "title"),
        salary=joined(s.salary for s in segments),
    )


def _company(piece: str) -> str:
    """Return a company's name without address or motto; its host name where it has no name."""
    name = _COMPANY_END.split(piece)[0].strip(" ,-\u2013\u2014*")
    return name or urlsplit(piece.strip("() ")).netloc.removeprefix("www.")


def _line_role(common: Opening, line: str) -> Opening:
    """Return the job that a separate line states."""
    own = _common("", [read_segment(piece.strip()) for piece in line.split("|")])
    return Opening(
        title=job_name(line),
        company=common.company,
        location=own.location or common.location,
        workplace=own.workplace or common.workplace,
        employment=own.employment or common.employment,
        salary=own.salary or common.salary,
        own=line,
    )


def _listed(lines: Sequence[str]) -> list[str]:
    """Return the lines that name one job each, or the parts of a line that lists several."""
    found = []
    for line in lines:
        listing = _LIST.fullmatch(line)
        if listing:
            parts = _BETWEEN.split(listing[1].rstrip("."))
            found += [n for part in parts if _is_entry(part) for n in job_names(part)]
        elif _is_entry(entry := _unmarked(line)):
            found.append(entry)
    return found


def _is_entry(line: str) -> bool:
    names = job_names(line)
    short = bool(names) and max(len(name.split()) for name in names) <= 9
    return short and not line.rstrip().endswith((".", "!", "?"))


def _told(lines: Sequence[str]) -> list[str]:
    """Return the jobs that sentences name, such as "we are hiring a data engineer to …"."""
    said = (match[1] for line in lines for match in _HIRING.finditer(line))
    heads = (_REASON.split(words)[0].rstrip(" .,") for words in said)
    named = (job_names(head) or job_names(head.split(",")[0]) for head in heads)
    return [name for names in named for name in names if " " in name and _is_entry(name)]
