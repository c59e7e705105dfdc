"""Give each job its value of a field that names the job: `Where: Oslo (Staff), Remote`.

So does a heading above it, or its number in a list.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from scrapers.platforms.hackernews.lists import unmarked
from scrapers.platforms.hackernews.money import PAY, pay_in
from scrapers.platforms.hackernews.opening import Opening
from scrapers.platforms.hackernews.segments import read_segment
from scrapers.platforms.hackernews.vocabulary import is_only_terms

_OTHER_FIELD = re.compile(
    r"(?:where|what|how|why|when|locations?|places?|benefits|pay|salary)\s*:\s", re.IGNORECASE
)
_FIRST_FIELD = re.compile(r"company\s*:\s", re.IGNORECASE)
_PLACES = re.compile(r"(?:where|locations?|places?)\s*:\s*(.+)", re.IGNORECASE)
_PAYS = re.compile(r"(?:pay|salary)\s*:\s*(.+)", re.IGNORECASE)
_PART = re.compile(r"\s*([^()]{2,60}?)\s*\(([^()]{2,40})\)[\s,;/]*")


def without_fields(lines: Sequence[str]) -> Sequence[str]:
    """Return lines without fields that name no job, unless the comment has fields only."""
    if any(map(_FIRST_FIELD.match, lines)):
        return lines
    return [line for line in lines if not _OTHER_FIELD.match(line)] or lines


def by_bracket(jobs: Sequence[Opening], lines: Iterable[str]) -> list[Opening]:
    """Return the jobs, each with the place beside the brackets that name a word of its title."""
    fields = (match[1] for line in lines if (match := _PLACES.fullmatch(line)))
    places = {who.casefold(): place for field in fields for place, who in _PART.findall(field)}
    pays = (match[1] for line in lines if (match := _PAYS.fullmatch(line)))
    paid = {who: pay for field in pays for who, pay in _paid(field)}
    return [
        replace(
            job,
            location=_of(job, places) or job.location,
            salary=_of(job, paid) or job.salary,
        )
        for job in jobs
    ]


def _paid(field: str) -> Iterator[tuple[str, str]]:
    """Yield the word before each pay of a field, and the pay: `Staff $200k, Analyst $105k`."""
    for part in re.split(r"[,;/]\s+(?=[A-Z])", field):
        pay = pay_in(part)
        if pay and (who := part.split(pay)[0].strip(" :-").casefold()):
            yield who, pay


def _of(job: Opening, values: dict[str, str]) -> str:
    """Return the value beside a word of a job's title; "" if none or several are."""
    title = job.title.casefold()
    found = [value for who, value in values.items() if re.search(rf"\b{re.escape(who)}\b", title)]
    return found[0] if len(found) == 1 else ""


LONGEST_HEADING = 6
"""Words of a heading at most."""
_NO_PLACE = re.compile(
    r"\b(?:roles?|jobs?|positions?|openings?|open|hiring|remote)\b", re.IGNORECASE
)
_TERMS = re.compile(r"\s*\([^()]*\)$")


def by_heading(jobs: Sequence[Opening], lines: Sequence[str], common: str) -> list[Opening]:
    """Return the jobs; one without a place beside its name gets that of the heading above it.

    `common` is the place in the header of the comment.
    """
    above = dict(_headed(lines))
    return [
        replace(job, location=_in_full(above[job.own], common))
        if job.own in above and job.location == common
        else job
        for job in jobs
    ]


def _headed(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each line below a heading, without the sign of a list, and the heading."""
    heading = ""
    for line in lines[1:]:
        if place := _place(line):
            heading = place
        elif line.endswith("."):
            heading = ""
        elif heading:
            yield unmarked(line), heading


def _place(line: str) -> str:
    """Return the place that a line is; "" for any other line."""
    name = _TERMS.sub("", line.strip("*# ").rstrip(":"))
    short = (
        0 < len(name.split()) <= LONGEST_HEADING and name[0].isupper() and not {":", "|"} & {*name}
    )
    marked = line.endswith(":") or line.isupper() or line.startswith(("*", "#")) or "," in name
    if not short or not marked or _NO_PLACE.search(name) or is_only_terms(name):
        return ""
    return name if read_segment(name).kind == "place" else ""


def _in_full(name: str, common: str) -> str:
    """Return the place of the header that a heading names in short: `Tel Aviv, Israel`."""
    pieces = re.split(r"\s?[;/|]\s", common)
    return next((piece for piece in pieces if piece.casefold().startswith(name.casefold())), name)


_NUMBERED = re.compile(r"\(?(\d{1,2})[.)\]]+\s*(.+)")
_NUMBERS = re.compile(
    r"\b(?:for|of) (?:roles? |jobs? |positions? )?"
    r"(\d{1,2}(?:(?:, | and |, and | & |/)\d{1,2})*)\s?:\s*",
    re.IGNORECASE,
)
"""The numbers before a pay: `Salary for 1 and 2: €70,000`."""


def by_number(jobs: Sequence[Opening], lines: Sequence[str]) -> list[Opening]:
    """Return the jobs, each with the pay stated for its number in the list."""
    numbered = (match for line in lines if (match := _NUMBERED.fullmatch(line)))
    titles = {match[1]: match[2] for match in numbered}
    paid = {titles[n]: pay for line in lines for n, pay in _paid_numbers(line) if n in titles}
    return [replace(job, salary=_of_line(job, paid) or job.salary) for job in jobs]


def _paid_numbers(line: str) -> Iterator[tuple[str, str]]:
    """Yield the numbers of jobs in a line with the pay behind them."""
    for match in _NUMBERS.finditer(line):
        stated = re.split(r"[.;]\s", line[match.end() :], maxsplit=1)[0]
        if PAY.match(stated):
            yield from ((n, pay_in(stated)) for n in re.findall(r"\d+", match[1]))


def _of_line(job: Opening, paid: dict[str, str]) -> str:
    """Return the pay of the line that begins with a job's title; "" if there is none."""
    lines = (line for line in paid if line.startswith(job.title))
    return paid.get(min(lines, key=len, default=""), "")
