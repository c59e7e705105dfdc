"""Give each job the pay that is stated for its number in a list."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scrapers.platforms.hackernews.opening import Opening
from scrapers.platforms.hackernews.words.money import PAY, bare_pay, pay_in
from scrapers.platforms.hackernews.words.stretches import ends

_NUMBERED = re.compile(r"\(?(\d{1,2})[.)\]]+\s*(.+)")
_NUMBERS = re.compile(
    r"\b(?:for|of) (?:roles? |jobs? |positions? )?"
    r"(\d{1,2}(?:(?:, | and |, and | & |/)\d{1,2})*)\s?:\s*",
    re.IGNORECASE,
)
"""The numbers before a pay: `Salary for 1 and 2: €70,000`."""
_INLINE = re.compile(r"(?:^|[\s(])[(#]?(\d{1,2})(?:[.)\]:]+|\s[=\u2013\u2014-])\s+")
"""A number right before its pay: `1) €4,800 - €6,200, 2) €5,500`."""


def by_number(jobs: Sequence[Opening], lines: Sequence[str]) -> list[Opening]:
    """Return the jobs, each with the pay stated for its number in the list."""
    numbered = (match for line in lines if (match := _NUMBERED.fullmatch(line)))
    titles = {match[1]: match[2] for match in numbered}
    paid = {titles[n]: pay for line in lines for n, pay in _paid_numbers(line) if n in titles}
    return [replace(job, salary=_of_line(job, paid) or job.salary) for job in jobs]


def _paid_numbers(line: str) -> Iterator[tuple[str, str]]:
    """Yield the numbers of jobs in a line with the pay behind them."""
    inline = [m for m in _INLINE.finditer(line) if PAY.match(line, m.end())]
    until = ends((match.start() for match in inline), len(line))
    for match, end in zip(inline, until, strict=True):
        yield match[1], bare_pay(line[match.end() : end])
    for match in _NUMBERS.finditer(line):
        stated = re.split(r"[.;]\s", line[match.end() :], maxsplit=1)[0]
        if PAY.match(stated):
            yield from ((n, pay_in(stated)) for n in re.findall(r"\d+", match[1]))


def _of_line(job: Opening, paid: dict[str, str]) -> str:
    """Return the pay of the line that begins with a job's title; "" if there is none."""
    lines = (line for line in paid if line.startswith(job.title))
    return paid.get(min(lines, key=len, default=""), "")
