"""Give jobs the pay beside words that mean them: `the lead gets €75k`, `$90k for the analyst`."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from scrapers.platforms.hackernews.job_details.meant import meant
from scrapers.platforms.hackernews.opening import Opening
from scrapers.platforms.hackernews.words.list_marks import unmarked
from scrapers.platforms.hackernews.words.money import PAY, bare_pay
from scrapers.platforms.hackernews.words.pay_for import pays_for

FEWEST = 2
"""So many jobs with pay of their own in a comment show that the words mean jobs."""
REACH = 60
"""Characters before a pay that may say for whom it is."""
_BOUNDARY = re.compile(r"[,;.:(|]\s|\s\(|\b(?:and|plus|while|but|for|one|two|an?|our|the)\s|^")
_VERB = re.compile(
    r"\s*(?:[:(=]|\s[-\u2013\u2014]|\b(?:pays?|gets?|earns?|makes?|starts?|is|are|at|from|between"
    r"|up to|base|salary|range|for|around|about))\s*$",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:the )?(?:others?|rest)(?: (?:two|three|ones?|roles?|jobs?|positions?)){0,2}", re.IGNORECASE
)
"""Words for the jobs that are left: `the staff role is €110k, the other two €80k`."""
_NEXT = re.compile(r"(?<=\w)[.;]\s|,\s(?!\d)|\)|\s(?:and|while|but|plus)\s(?![^\w\s]?\d)")

Own = dict[int, tuple[str, str]]
"""The number of a job, its pay, and the line of it."""
Reader = Callable[[str], Iterator[tuple[str, str]]]
"""Reads the pays of a line, each with the words that say for whom it is."""


def by_words(jobs: Sequence[Opening], lines: Sequence[str]) -> list[Opening]:
    """Return the jobs, each with the pay that a sentence states for words that mean it.

    Pay before `for the analyst` replaces what was read behind the name, as that is the pay of
    the next job. Pay behind the words is that of a job that has none.
    """
    if len(jobs) < FEWEST:
        return list(jobs)
    behind = _each(jobs, lines, pays_for)
    before = _each(jobs, lines, _paid_words)
    own = {n: paid for n, paid in before.items() if not jobs[n].salary} if _differ(before) else {}
    own |= behind if _differ(behind) else {n: p for n, p in behind.items() if not jobs[n].salary}
    return [_paid(job, *own[n]) if n in own else job for n, job in enumerate(jobs)]


def _differ(own: Own) -> bool:
    return len({pay for pay, _ in own.values()}) >= FEWEST


def _paid(job: Opening, pay: str, line: str) -> Opening:
    own = job.own.splitlines()
    return replace(job, salary=pay, own="\n".join([*own, *({line} - set(own))]))


def _each(jobs: Sequence[Opening], lines: Sequence[str], read: Reader) -> Own:
    own: Own = {}
    for line in lines:
        for pay, who in read(line):
            told = meant(who, jobs) or (_others(jobs, own) if _OTHERS.fullmatch(who) else [])
            for n in told if pay else ():
                own.setdefault(n, (pay, unmarked(line)))
    return own


def _others(jobs: Sequence[Opening], own: Own) -> list[int]:
    """Return the numbers of the jobs that no words meant so far; none if none were meant."""
    return [n for n in range(len(jobs)) if n not in own] if own else []


def _paid_words(line: str) -> Iterator[tuple[str, str]]:
    """Yield each pay of a line with the words right before it."""
    for pay in PAY.finditer(line):
        offset = max(0, pay.start() - REACH)
        front = line[offset : pay.start()].rstrip()
        while shorter := _VERB.search(front):
            front = front[: shorter.start()].rstrip()
        begin = max((match.end() for match in _BOUNDARY.finditer(front)), default=0)
        if who := front[begin:].strip(" ,:(\u2013\u2014-"):
            yield bare_pay(_NEXT.split(line[offset + len(front) :], maxsplit=1)[0]), who
