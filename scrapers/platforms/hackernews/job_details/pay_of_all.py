"""Give jobs without pay that of a sentence that speaks of all of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scrapers.platforms.hackernews.money import PAY, pay_in
from scrapers.platforms.hackernews.opening import Opening

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_ALL = re.compile(
    r"(?:^|[,;(\u2013\u2014-]\s?)(?:both|all|each|either|every (?:role|job|position)"
    r"|everyone|the same)\b",
    re.IGNORECASE,
)
"""Words for several jobs at the beginning of a sentence or a part of it."""
REACH_OF_ALL = 60
"""Characters between such a word and the pay."""


def with_pay_of_all(jobs: Sequence[Opening], lines: Sequence[str]) -> list[Opening]:
    """Return the jobs; those without pay get that of the sentence that speaks of all of them."""
    lacking = [job for job in jobs if not job.salary]
    if not lacking or not (pay := next(_of_all(lines), "")):
        return list(jobs)
    return [replace(job, salary=pay) if job in lacking else job for job in jobs]


def _of_all(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        for sentence in _SENTENCE.split(line):
            said = _ALL.search(sentence)
            found = PAY.search(sentence, said.end()) if said else None
            if said and found and found.start() - said.end() <= REACH_OF_ALL:
                yield pay_in(sentence[found.start() :]).strip(" .,;")
