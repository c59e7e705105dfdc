"""Part the only job of a comment by its places: `one in Vienna (…) and one in Zürich (…)`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scrapers.platforms.hackernews.opening import Opening
from scrapers.platforms.hackernews.words.money import PAY, bare_pay
from scrapers.platforms.hackernews.words.segments import read_segment
from scrapers.platforms.hackernews.words.stretches import ends

FEWEST = 2
_ONE_IN = re.compile(
    r"\b(?:one|another|the other|a second|a third)(?: one)? (?:is )?(?:in|at"
    r"|for) (?:our )?([A-Z][\w'\u2019 .-]{1,40}?)"
    r"(?=\s?[,(:;.]|\s(?:and|at|for|pays)\b|\s[-\u2013\u2014]\s|$)",
)


def by_place(jobs: Sequence[Opening], lines: Sequence[str]) -> list[Opening]:
    """Return the jobs; the only one as several where a line tells of one in each of two places."""
    if len(jobs) != 1:
        return list(jobs)
    parted = [list(_parts(jobs[0], line)) for line in lines]
    return next((found for found in parted if len(found) >= FEWEST), list(jobs))


def _parts(job: Opening, line: str) -> Iterator[Opening]:
    """Yield a job for each place of a line, with the pay behind it."""
    found = [m for m in _ONE_IN.finditer(line) if read_segment(m[1]).kind == "place"]
    until = ends((match.start() for match in found), len(line))
    for match, end in zip(found, until, strict=True):
        behind = re.split(r"\.\s", line[match.end() : end], maxsplit=1)[0]
        pay = bare_pay(behind) if PAY.search(behind) else job.salary
        yield replace(job, location=match[1], salary=pay, own="")
