"""Find jobs by the pay behind their names, in lists and in sentences."""

import re
from collections.abc import Iterator, Sequence

from scrapers.platforms.hackernews.words.job_names import Entry, is_field, job_name, job_names
from scrapers.platforms.hackernews.words.money import PAY, names_funds
from scrapers.platforms.hackernews.words.pay_for import pays_for
from scrapers.platforms.hackernews.words.stretches import ends

FEWEST = 2
"""So many fields of work with pay are the jobs of a comment."""
REACH = 160
"""Characters before a pay that may name its job."""
LONGEST = 12
"""Words between the beginning of a job's name and its pay at most."""
_BEFORE = re.compile(
    r"[.;|!?\u2022]\s|:\s(?=\S.*\s)|\b(?:an?|our|the|and|is|one|two|three|first|second|third)\s"
    r"|\beine(?:n|[/:*]n)?\s"
    r"|^\W+|\d[.)]\s"
)
_PAY_FIRST = re.compile(
    rf"((?:{PAY.pattern})[^:|.]{{0,30}}?)\s?(?::|\||\s[\u2013\u2014-])\s+(?=[^\W\d_])(?!(?:{PAY.pattern}))"
    r"([^|:]*)",
    re.IGNORECASE,
)
"""A line that begins with the pay of the job behind it: `£48k-£56k: Research Engineer. …`."""
_FIRST_END = re.compile(r"[.;]\s|\.$")
_BOLD = re.compile(r"\*\*?([A-Z][\w /-]+)\*\*?(?: \([^()]+\))?(?=:)")
"""A field of work in bold letters before what it is about: `**Backend** (Go): two people`."""
_VERB = re.compile(
    r"\s(?:pays?|earns?|gets?|makes?|receives?|starts?|between|at|from|for|with|is|are"
    r"|starts? at|up to|base|of)$"
    r"|[\s(](?:mind\.|min\.|ab|mindestens)$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:who|which|that|we|you|they|here|under|over|jobs)\b", re.IGNORECASE)
"""A word of a clause, which no job's name has."""
_YEARLY = re.compile(
    r"\d\s?k|\d{2,3}[,. ']?\d{3}|\d\s?(?:/|per |an? )\s?(?:h|hr|hour|day|month)|lpa|\d\s?m\b",
    re.IGNORECASE,
)


def paid_entries(line: str) -> list[Entry]:
    """Return the jobs of a line with pay right behind the name, or right before it."""
    return _behind_pay(line) or _before_pay(line)


def _behind_pay(line: str) -> list[Entry]:
    """Return the jobs for which a line states pays, `£80k for a chemist`, or the one it begins."""
    if first := _PAY_FIRST.match(line):
        name = job_name(_FIRST_END.split(first[2], maxsplit=1)[0])
        short = 0 < len(name.split()) <= LONGEST
        return [Entry(name, f"{name}: {first[1]}")] if short else []
    told = [Entry(name, f"{name}: {pay}") for pay, who in pays_for(line) if (name := job_name(who))]
    return told if len({entry.name for entry in told}) >= FEWEST else []


def _before_pay(line: str) -> list[Entry]:
    starts = [match.start() for match in PAY.finditer(line)]
    named = [(start, begin, name) for start in starts for begin, name in _name_before(line, start)]
    begins = [begin for _, begin, _ in named]
    found = zip(named, ends(begins, len(line)), strict=True)
    return [
        Entry(name, line[begin:end])
        for (start, begin, name), end in found
        if _YEARLY.search(line[start:end]) and not names_funds(line[begin:end].split(". ", 1)[0])
    ]


def _name_before(line: str, start: int) -> Iterator[tuple[int, str]]:
    """Yield where the name of a job right before a pay begins, and the name."""
    offset = max(0, start - REACH)
    front = line[offset:start].rstrip(" (:,-\u2013\u2014~[")
    listed = job_name(front) == front
    while shorter := _VERB.search(front):
        front = front[: shorter.start()].rstrip(" (:,-\u2013\u2014")
    joints = list(_BEFORE.finditer(front))
    begin = max((match.end() for match in joints), default=0)
    if (
        job_name(front) == front
        and front[:1].isupper()
        and {match[0].strip() for match in joints} == {"and"}
    ):
        begin = 0 if len(job_names(front)) == 1 else begin
    if earlier := PAY.search(front, begin):
        begin = max(begin, front.rfind(", ", earlier.end()) + 1)
    words = front[begin:].lstrip()
    name = "" if _CLAUSE.search(words) else job_name(words)
    if name and (" " in name or listed) and len(words.split()) <= LONGEST and not PAY.search(words):
        yield offset + begin, name


def paid_fields(lines: Sequence[str]) -> list[tuple[str, Entry]]:
    """Return the lines that are a field of work and its pay (`Backend: $180k`), two at least."""
    found = [(line, Entry(name, line)) for line in lines if (name := _field(line))]
    return found if len(found) >= FEWEST else []


def _field(line: str) -> str:
    if bold := _BOLD.match(line):
        return line[: bold.end()].replace("*", "").strip() if is_field(bold[1]) else ""
    pay = PAY.search(line)
    name = line[: pay.start()].strip(" (:,-\u2013\u2014") if pay else ""
    return name if name and name[0].isupper() and is_field(name) else ""
