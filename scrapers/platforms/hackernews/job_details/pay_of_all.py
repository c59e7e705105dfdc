"""Give jobs without pay that of a sentence that speaks of all of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scrapers.platforms.hackernews.opening import Opening
from scrapers.platforms.hackernews.words.money import PAY, bare_pay

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_ALL = re.compile(
    r"(?:^|[,;(\u2013\u2014-]\s?)(?:both|all|each|either|every (?:role|job|position)"
    r"|every(?:one|body)|the same)\b",
    re.IGNORECASE,
)
"""Words for several jobs at the beginning of a sentence or a part of it."""
_WE = re.compile(
    r"\bwe(?: can)? (?:pay|offer)(?: you)?:?(?= (?:between |from |up to )?[^\w\s]?[A-Z\d])"
    r"|\b(?:pay|salary|compensation|range|budget|band|wage|rate)"
    r"(?: (?:range|band))?(?: for (?:this|the) (?:role|job|position))?(?: is|:)"
    r"|\b(?:earns?|pays?|gets?|makes?) the same\b",
    re.IGNORECASE,
)
"""Words before the pay of a comment that states no other."""
REACH_OF_ALL = 60
"""Characters between such a word and the pay."""


def with_pay_of_all(jobs: Sequence[Opening], lines: Sequence[str]) -> list[Opening]:
    """Return the jobs; those without pay get that of the sentence that speaks of all of them."""
    lacking = [job for job in jobs if not job.salary]
    pay = next(_behind(_ALL, lines), "") if lacking else ""
    pay = pay or (next(_behind(_WE, lines), "") if lacking == list(jobs) else "")
    if not pay:
        return list(jobs)
    return [replace(job, salary=pay) if job in lacking else job for job in jobs]


def _behind(words: re.Pattern[str], lines: Sequence[str]) -> Iterator[str]:
    """Yield the pay soon behind such words, in each sentence."""
    for line in lines:
        for sentence in _SENTENCE.split(line):
            said = words.search(sentence)
            found = PAY.search(sentence, said.end()) if said else None
            if said and found and found.start() - said.end() <= REACH_OF_ALL:
                yield bare_pay(sentence[found.start() :])
