"""Give each job its value of a field that names the job: `Where: Oslo (Staff), Remote`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from scrapers.platforms.hackernews.opening import Opening
from scrapers.platforms.hackernews.words.money import pay_in

_OTHER_FIELD = re.compile(
    r"(?:where|what|how|why|when|locations?|places?|benefits|pay|salary)\s*:\s", re.IGNORECASE
)
_FIRST_FIELD = re.compile(r"(?:company|role|position|title)\s*:\s", re.IGNORECASE)
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
