"""Choose the row of a table that gives a job its pay.

The choice is that of an export of the store (`publish.export.job_rows`): the first posting, if
statistics count its pay; or else the earliest posting with such pay.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, Self

import numpy as np

from models.posting import JobPosting
from models.same import SameJob
from models.vocab import SalaryStatus
from pipeline.tables.first_numbers import FirstNumbers

COUNTED, SOUND, NOT_SOUND = range(3)
"""What pay is worth: statistics count it, it is without US dollars, it is flagged or missing."""
WORTH_BITS, DAY_BITS, NUMBER_BITS = 2, 22, 31
NO_ROW = (1 << 62) - 1
"""The rank where no row was offered: above any other."""
NUMBER = (1 << NUMBER_BITS) - 1


class PayClaim(NamedTuple):
    """What decides whether a row gives its job its pay; `day` is the ordinal of its first day."""

    posting_id: str
    worth: int
    day: int


def pay_claim(posting: JobPosting) -> PayClaim:
    """Return the claim of a cleaned row."""
    worth = NOT_SOUND
    if posting.salary_status is SalaryStatus.OK:
        in_dollars = posting.annual_min_usd is not None and posting.annual_max_usd is not None
        worth = COUNTED if in_dollars else SOUND
    seen = [posting.first_seen.date()] if posting.first_seen else []
    days = [*seen, posting.posted_on] if posting.posted_on else seen
    return PayClaim(posting.posting_id, worth, min(days, default=date.max).toordinal())


class PayChoice:
    """The rows that give jobs their pay, offered in their order.

    `jobs` are the postings that are duplicates of an earlier one, by posting_id. A posting that
    comes again is a posting of the same job. In memory are 16 bytes for each job of several
    postings, and, until all rows are offered, some 25 for each row.
    """

    def __init__(self, jobs: Mapping[str, SameJob]) -> None:
        firsts = (int(one.duplicate_of, 16) for one in jobs.values())
        found = np.unique(np.fromiter(firsts, np.uint64, len(jobs)))
        self._jobs, self._firsts = jobs, array("Q", found.tobytes())
        self._best = array("q", [NO_ROW]) * len(found)
        self._again: dict[int, int] = {}
        self._seen: FirstNumbers | None = FirstNumbers()

    def offer(self, number: int, claim: PayClaim) -> bool:
        """Take the next row; return whether, as far as is known, it gives another row its pay."""
        own, job = self._ids(claim.posting_id)
        place = self._place(job)
        if place is None:
            place = self._comes_again(own, number, claim.worth)
        if place is None:
            return False
        is_other, before = own != job, self._best[place]
        rank = _rank(claim.worth, claim.day if is_other else None, number)
        self._best[place] = min(rank, before)
        return rank < before and (is_other or before != NO_ROW)

    def done(self) -> Self:
        """Forget what was needed until all rows were offered."""
        self._seen = None
        return self

    def payer(self, posting_id: str) -> int | None:
        """Return the number of the row that gives the job of a posting its pay.

        None for a job with one row, or with rows of one posting of which the first is as good.
        """
        place = self._place(self._ids(posting_id)[1])
        return None if place is None else self._best[place] & NUMBER

    def _ids(self, posting_id: str) -> tuple[int, int]:
        same = self._jobs.get(posting_id)
        own = int(posting_id, 16)
        return own, own if same is None else int(same.duplicate_of, 16)

    def _place(self, job: int) -> int | None:
        at = bisect_left(self._firsts, job)
        if at < len(self._firsts) and self._firsts[at] == job:
            return at
        return self._again.get(job)

    def _comes_again(self, own: int, number: int, worth: int) -> int | None:
        """Return a place for a posting that comes again with better pay than at first."""
        if self._seen is None:
            return None
        first = self._seen.first(own, number << WORTH_BITS | worth)
        worth_at_first = first & ((1 << WORTH_BITS) - 1)
        if worth >= worth_at_first:
            return None
        self._again[own] = len(self._best)
        self._best.append(_rank(worth_at_first, None, first >> WORTH_BITS))
        return self._again[own]


def _rank(worth: int, day: int | None, number: int) -> int:
    """Return a number that is least for the row that gives the pay; the first has no `day`."""
    order = worth << 1 | (day is not None)
    return (order << DAY_BITS | (day or 0)) << NUMBER_BITS | number


def pay_choice(claims: Iterable[PayClaim], jobs: Mapping[str, SameJob]) -> PayChoice:
    """Return which of the rows with these claims, in their order, gives each job its pay."""
    choice = PayChoice(jobs)
    for number, claim in enumerate(claims, 1):
        choice.offer(number, claim)
    return choice.done()
