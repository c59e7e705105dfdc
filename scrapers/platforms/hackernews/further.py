"""Find the jobs that a comment names beside those of its header.

Later lines may be headers of their own, a list may tell which jobs a general header means, and a
sentence or a list may offer more jobs ("Also looking for a C++ Developer", "Also hiring: …").
"""

import re
from collections.abc import Iterator, Sequence

from scrapers.platforms.hackernews.employer import company_name
from scrapers.platforms.hackernews.lists import NEXT_JOB, is_entry, listed
from scrapers.platforms.hackernews.opening import Opening, from_entry
from scrapers.platforms.hackernews.words.job_names import (
    Entry,
    departments,
    entries,
    job_name,
    split_list,
)
from scrapers.platforms.hackernews.words.list_marks import BULLET, unmarked
from scrapers.platforms.hackernews.words.money import PAY
from scrapers.platforms.hackernews.words.segments import read_segment
from scrapers.platforms.hackernews.words.vocabulary import OFFERS

FEWEST = 2
"""So many jobs of a list tell which jobs a general header means."""
_ALSO = re.compile(
    rf"(?:^|[.;!] )(?:we(?:['\u2019]re| are| have)? )?(?:also |separately,? )(?:we(?:['\u2019]re"
    rf"| are)? )?(?:{OFFERS}|need|have an opening for)\s+(?:an?|our|one|two|three|another)\s"
    r"([^.!?;]{3,160})",
    re.IGNORECASE,
)
_OUR = re.compile(
    r"\b(?:at|for|in|to|about) our ([A-Z][\w/&+-]*(?: [\w/&+-]+){1,4}?)"
    r" (?:job|role|position|opening)\b"
)
"""A job that a sentence mentions as one of several: `have a look at our Data Engineer job`."""
_AND_PAID = re.compile(
    r"(?:^|[.;!] )(?:[Aa]nd|[Pp]lus|[Aa]lso),? (?:also )?an? ([^.,;:()|]{3,40}?)"
    rf"(?: (?:for|in|to|who|with|at) [^.,;:()|]{{2,50}})?,? \(?"
    rf"(?=(?:up to |from |at )?(?:{PAY.pattern}))"
    r"[^.;]{2,40}",
    re.IGNORECASE,
)
"""A job with its pay as a sentence: `And a co-op student for the summer, $28/hour.`"""
_PLURAL_ALSO = re.compile(r"\s(?:who|(?<!up )to|for|in|at|with|that|based)\s|,\s")
_HEAD = re.compile(
    r"(?:^|[.!?]\s+)(?:(?:we(?:['\u2019]re| are| have)?|the team is|and)\s+)?"
    r"(?:(?:also|other|further|additional|more|plus|in addition|and also)\b[^.:!?|]{0,40}?"
    r"\b(?:hiring|hire|open|openings?|roles?|positions?|jobs?|vacanc(?:y|ies)|looking for|seeking"
    r"|recruiting|need|needed|available|wanted|searching for)\b[^.:!?|]{0,40}"
    r"|also(?=:)"
    r"|(?:besides|in addition to|apart from|next to|on top of)\s+(?:these|this|that|those|it|the "
    r"above)[^.:!?|]{0,40}):\s*(.*)$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
_GENERAL = re.compile(
    r"(?:[a-z]+ )?(?:engineers?|engineering|developers?|roles|positions|scientists?)", re.IGNORECASE
)


def each_header(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines; a first line of several headers (`A | x // B | y`) as a line for each."""
    first, *others = re.split(r" // | \|\| ", lines[0])
    if not others or "|" not in first or not all("|" in other for other in others):
        return lines
    employer = first.split("|", 1)[0]
    named = (other.removeprefix(employer).lstrip("| ") for other in map(str.strip, others))
    return [first, *(f"{employer}| {other}" for other in named), *lines[1:]]


def header_jobs(common: Opening, lines: Sequence[str]) -> list[Opening]:
    """Return the jobs of later lines that begin with the employer of the first, between bars."""
    barred = ((line, [p.strip() for p in line.split("|") if p.strip()]) for line in lines)
    return [
        from_entry(common, Entry(entry.name, f"{entry.text} | {' | '.join(terms)}"), line)
        for line, parts in barred
        if len(parts) > 1 and common.company and company_name(parts[0]) == common.company
        for entry, terms in _with_terms(parts[1:])
    ]


def _with_terms(parts: list[str]) -> list[tuple[Entry, list[str]]]:
    """Return the jobs of a line, each with the pieces that name none."""
    named = [p for p in parts if read_segment(p).kind == "title"]
    terms = [p for p in parts if p not in named]
    return [(entry, terms) for piece in named for entry in entries(piece)]


def of_general(jobs: Sequence[Opening], common: Opening, lines: Sequence[str]) -> list[Opening]:
    """Return the jobs of a list below a header that names none but a general one: `Engineering`."""
    if any(not _GENERAL.fullmatch(job.title) and not departments(job.title) for job in jobs):
        return []
    items = {unmarked(line) for line in lines if BULLET.fullmatch(line)}
    found = [job for job in listed(common, lines) if job.own.split("\n")[0] in items]
    return found if len(found) >= FEWEST else []


def also(common: Opening, lines: Sequence[str]) -> list[Opening]:
    """Return the jobs that sentences offer beside others: "Also hiring an analyst and a clerk"."""
    said = ((line, match[1]) for line in lines for match in _ALSO.finditer(line))
    own = ((line, match[1]) for line in lines for match in _OUR.finditer(line))
    parts = ((line, part) for line, text in said for part in split_list(text, NEXT_JOB))
    offered = (*parts, *own)
    named = ((line, part, job_name(_PLURAL_ALSO.split(part)[0])) for line, part in offered)
    more = ((line, match[0], match[1]) for line in lines for match in _AND_PAID.finditer(line))
    found = ((line, part, name) for line, part, name in (*named, *more) if name)
    return [from_entry(common, Entry(name, part), line) for line, part, name in found]


def headed(common: Opening, lines: Sequence[str]) -> list[Opening]:
    """Return the jobs of lists whose head says that they are more: on its line, or below it."""
    return [
        from_entry(common, entry, own)
        for n, line in enumerate(lines)
        if (head := _HEAD.search(line))
        for text, own in _items(head[1], lines[n:])
        for entry in entries(text)
    ]


def _items(rest: str, lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the texts that may name jobs, each with its line without the sign of a list."""
    if rest.strip():
        text = _SENTENCE_END.split(rest, maxsplit=1)[0]
        if is_entry(text):
            yield text, lines[0]
        return
    for line in lines[1:]:
        bullet = BULLET.fullmatch(line)
        item = bullet[1] if bullet else line
        if not is_entry(item):
            return
        yield item, item
