"""Give the jobs of a comment the pays that a line states in their order: `respectively`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from scrapers.platforms.hackernews.opening import Opening
from scrapers.platforms.hackernews.words.money import PAY, bare_pay

REACH = 200
"""Characters before such a word that may state the pays."""
_RESPECTIVELY = re.compile(r"\b(?:respectively|in (?:this|that) order)\b", re.IGNORECASE)
_PART = re.compile(r"[;|]|\.\s")
_BETWEEN = re.compile(r",\s(?:and\s)?|\s(?:and|&|/)\s")


def in_order(jobs: Sequence[Opening], lines: Sequence[str]) -> list[Opening]:
    """Return the jobs; each with its pay where a line states as many pays as there are jobs."""
    for line in lines:
        for said in _RESPECTIVELY.finditer(line):
            before = _PART.split(line[max(0, said.start() - REACH) : said.start()])[-1]
            parts = [part for part in _BETWEEN.split(before) if PAY.search(part)]
            if len(parts) == len(jobs) > 1:
                paid = zip(jobs, parts, strict=True)
                return [replace(job, salary=bare_pay(part)) for job, part in paid]
    return list(jobs)
