"""Give each job of a numbered list the pay that a sentence states for its number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scrapers.platforms.hackernews.money import PAY, pay_in
from scrapers.platforms.hackernews.opening import Opening

_NUMBERED = re.compile(r"\(?(\d{1,2})[.)\]]+\s*(.+)")
_FOR = re.compile(
    r"\b(?:for|of) (?:roles? |jobs? |positions? )?"
    r"(\d{1,2}(?:(?:, | and |, and | & |/)\d{1,2})*)\s?:\s*",
    re.IGNORECASE,
)
"""The numbers before a pay: `Salary for 1 and 2: €70,000`."""


def by_number(jobs: Sequence[Opening], lines: Sequence[str]) -> list[Opening]:
    """Return the jobs, each with the pay stated for its number in the list."""
    numbered = (match for line in lines if (match := _NUMBERED.fullmatch(line)))
    titles = {match[1]: match[2] for match in numbered}
    paid = {titles[n]: pay for line in lines for n, pay in _paid(line) if n in titles}
    return [replace(job, salary=_of(job, paid) or job.salary) for job in jobs]


def _paid(line: str) -> Iterator[tuple[str, str]]:
    """Yield the numbers of jobs in a line with the pay behind them."""
    for match in _FOR.finditer(line):
        stated = re.split(r"[.;]\s", line[match.end() :], maxsplit=1)[0]
        if PAY.match(stated):
            yield from ((n, pay_in(stated)) for n in re.findall(r"\d+", match[1]))


def _of(job: Opening, paid: dict[str, str]) -> str:
    """Return the pay of the line that begins with a job's title; "" if there is none."""
    return next((pay for line, pay in paid.items() if line.startswith(job.title)), "")
