"""Read a "Who is hiring?" comment: employer, jobs, places and pay.

Most comments begin with a line such as `Company | Job | Place | REMOTE | $pay`, in any order
after the company. Some have fields (`Company: …`), and some are only sentences.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from w3lib.html import remove_tags, replace_entities

from scrapers.platforms.hackernews.header import BETWEEN, Header, read_header
from scrapers.platforms.hackernews.opening import Opening, from_segments
from scrapers.platforms.hackernews.own_pay import with_own_pay
from scrapers.platforms.hackernews.segments import HIRING, job_name, job_names, read_segment

LONGEST = 30_000  # characters of a comment that are read: ten times the longest known
MOST = 30  # jobs of one comment; the longest known lists have a dozen

_ANCHOR = re.compile(r'<a\s+href="([^"<>]{0,2000})"[^<>]{0,200}>[^<]{0,2000}</a>', re.IGNORECASE)
_PIECE = re.compile(r"(?=<p>|\n)")
_PARAGRAPH = re.compile(r"<p>|<pre>|<br\s*/?>", re.IGNORECASE)
_BULLET = re.compile(r"(?:[-\u2013\u2014*•·>]+|[\[(]?\d{1,2}[.)\]]+)\s*(.+)")
_LIST = re.compile(
    r".*?\b(?:looking for|hiring|roles|positions|openings)\b[^:]{0,30}:\s+(.+)", re.IGNORECASE
)
# The team before the jobs of a line: `Forecasting: Data Scientist, Data Engineer`.
_TEAM = re.compile(r"^[A-Z][\w &/-]{1,30}:\s+(?=[A-Z])")
# A sentence that offers jobs, and what stands between them.
_OFFER = re.compile(
    r"\b(?:hiring|looking for|seeking)\s+((?:an?|our|the|two|three)\s.{3,400})", re.IGNORECASE
)
_NEXT_JOB = re.compile(r",?\s+(?:and|or)\s+(?:an?\s+)?(?=[A-Z])|,\s+(?:an?\s+)?(?=[A-Z])")
_REASON = re.compile(r"\s(?:who|to|for|in|at|with|that|based)\s")
# A comment of a person who looks for work.
_SEEKER = re.compile(
    r"\W*(?:seeking|looking for|open to|available for)\s+"
    r"(?:work\b|a job\b|(?:new )?(?:opportunit|roles?\b))",
    re.IGNORECASE,
)
# A sentence that tells how somebody was hired or looks for a job.
_ANECDOTE = re.compile(
    r"\b(?:was|were|been|got)\s+(?:hired|rejected|laid off|interviewed)\b|\bapplied (?:to|for|at)\b"
    r"|\b(?:looking for|seeking)\s+(?:a\s+)?(?:new\s+)?(?:job|role|position|work)\b",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Return a comment's HTML as text: one line per paragraph, links as their addresses."""
    linked = _ANCHOR.sub(r"\1", text[:LONGEST])
    return replace_entities(remove_tags(_PARAGRAPH.sub("\n", linked)))


def seeks_work(text: str) -> bool:
    """Return whether a comment in HTML is by a person who looks for work."""
    return bool(_SEEKER.match(plain(text[:200]).strip()))


def roles(text: str) -> list[Opening]:
    """Return the jobs of a comment in HTML; an empty list where it offers no job."""
    lines = [line.strip() for line in plain(text).splitlines() if line.strip()]
    if not lines or seeks_work(text):
        return []
    first: dict[str, Opening] = {}
    for role in _openings(read_header(lines), lines):
        first.setdefault(role.title.casefold(), role)
    return with_own_pay(list(first.values())[:MOST], lines)


def _openings(header: Header, every: Sequence[str]) -> list[Opening]:
    common = header.common
    own = [_line_role(common, entry) for entry in map(_unmarked, header.rest) if _has_own(entry)]
    lined = {role.title.casefold(): role for role in reversed(own)}
    named = [lined.get(title.casefold()) or replace(common, title=title) for title in header.titles]
    if found := [*named, *own]:
        return found
    if told := _listed(header.rest) or _told(every):
        return [_line_role(common, line) for line in told]
    # Nothing else is a job: the first segment is the job, and no employer is named.
    return [replace(common, title=header.sole_job, company="")] if header.sole_job else []


def _has_own(line: str) -> bool:
    return "|" in line and bool(job_name(line))


def description(text: str, role: Opening, among: Sequence[Opening]) -> str:
    """Return a comment's HTML without the lines of its other jobs, which state other pay."""
    others = {other.own for other in among if other.own} - {role.own}
    return "".join(p for p in _PIECE.split(text) if _unmarked(plain(p).strip()) not in others)


def _unmarked(line: str) -> str:
    bullet = _BULLET.fullmatch(line)
    return bullet[1] if bullet else line


def _line_role(common: Opening, line: str) -> Opening:
    """Return the job that a separate line states."""
    own = from_segments("", [read_segment(piece.strip()) for piece in line.split("|")])
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
            parts = BETWEEN.split(listing[1].rstrip("."))
            found += [n for part in parts if _is_entry(part) for n in job_names(part)]
        elif _is_entry(entry := _unmarked(_TEAM.sub("", line))):
            names = job_names(entry)
            found += names if len(names) > 1 else [entry]
    return found


def _in_sentence(line: str) -> list[str]:
    """Return the jobs that one sentence lists: `hiring a Data Engineer ($90k) and an Analyst`."""
    for match in _OFFER.finditer(line):
        parts = _NEXT_JOB.split(re.split(r"[.!?](?:\s|$)", match[1], maxsplit=1)[0])
        names = [job_name(part) for part in parts]
        if len(names) > 1 and sum(map(bool, names)) > 1:
            return [n or part.strip(" .,") for n, part in zip(names, parts, strict=True)]
    return []


def _is_entry(line: str) -> bool:
    names = job_names(line)
    short = bool(names) and max(len(name.split()) for name in names) <= 9
    return short and not line.rstrip().endswith((".", "!", "?"))


def _told(lines: Sequence[str]) -> list[str]:
    """Return the jobs that sentences name, such as "we are hiring a data engineer to …"."""
    offers = [line for line in lines if not _ANECDOTE.search(line)]
    if listed := [name for line in offers for name in _in_sentence(line)]:
        return listed
    said = (match[1] for line in offers for match in HIRING.finditer(line))
    heads = (_REASON.split(words)[0].rstrip(" .,") for words in said)
    named = (job_names(head) or job_names(head.split(",")[0]) for head in heads)
    return [name for names in named for name in names if " " in name and _is_entry(name)]
