"""Cluster postings into jobs, one after the other; an assignment stays."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from models.same import SameJob
from pipeline.dedupe.compare import Known
from pipeline.dedupe.rules import judge, may_be_one

MOST = 200
"""The latest postings compared for one key and for one job: a key of more says little."""


@dataclass(slots=True, eq=False)
class Cluster:
    """One job: its first posting, and all its postings as they came."""

    first: str
    postings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """How a posting matches a job, the surest rule first: the rule and the posting it is like."""

    rank: int
    day: date
    like: str
    rule: str


class Clusters:
    """Jobs and their postings, added in their order.

    A posting joins the job that the surest rule finds, unless a rule says "two jobs" for any
    posting of that job. So a third posting never joins two different jobs. The job depends only on
    the earlier postings that are linked to this one, directly or through others.
    """

    def __init__(self) -> None:
        self.known: dict[str, Known] = {}
        self._jobs: dict[str, Cluster] = {}
        self._joined: dict[str, tuple[str, str]] = {}
        self._index: dict[int, list[str]] = {}

    def restore(self, known: Known, keys: Iterable[int], found: SameJob | None) -> None:
        """Add a posting with its stored job; restore all postings of that job."""
        first = known.print.posting_id if found is None else found.duplicate_of
        self._take(known, keys, self._jobs.setdefault(first, Cluster(first)))
        if found is not None:
            self._joined[found.posting_id] = found.matched, found.rule

    def put(self, known: Known, keys: Sequence[int]) -> None:
        """Add a posting to its job: a known one, or a new one."""
        posting = known.print.posting_id
        fit = min(self._fits(known, keys), default=None)
        if fit is None:
            self._take(known, keys, Cluster(posting))
            return
        job = self._jobs[fit.like]
        self._take(known, keys, job)
        self._joined[posting] = fit.like, fit.rule
        if known.lead < self.known[job.first].lead:
            self._lead(posting, job)

    def linked(self, known: Known, keys: Sequence[int], *, later: bool = False) -> set[str]:
        """Return the postings of all jobs that a posting may belong to.

        With `later`, only of the jobs with a posting that comes after it.
        """
        return {
            posting
            for job in self._met(keys)
            if not later or self._holds_later(job, known)
            if any(self._same(known, other) for other in job.postings[-MOST:])
            for posting in job.postings
        }

    def found(self) -> Iterator[SameJob]:
        """Yield a match for every posting that is not the first of its job."""
        for posting, (matched, rule) in self._joined.items():
            first = self._jobs[posting].first
            yield SameJob(posting_id=posting, duplicate_of=first, matched=matched, rule=rule)

    def listed_twice(self, postings: Iterable[str]) -> set[str]:
        """Return those of the postings, and in their jobs, that share a full listing in one job."""
        said = {posting: self.known[posting].print.listing for posting in postings}
        wanted = {(self._jobs[one], listing) for one, listing in said.items() if listing}
        found = set[str]()
        for job in {job for job, _listing in wanted}:
            for listing, same in self._by_listing(job).items():
                found.update(same if len(same) > 1 and (job, listing) in wanted else ())
        return found

    def _by_listing(self, job: Cluster) -> dict[str | None, list[str]]:
        found: dict[str | None, list[str]] = {}
        for posting in job.postings:
            found.setdefault(self.known[posting].print.listing, []).append(posting)
        return found

    def _take(self, known: Known, keys: Iterable[int], job: Cluster) -> None:
        posting = known.print.posting_id
        self.known[posting] = known
        self._jobs[posting] = job
        job.postings.append(posting)
        for key in keys:
            self._index.setdefault(key, []).append(posting)

    def _lead(self, posting: str, job: Cluster) -> None:
        """Make a posting the first of its job; reverse the links on the way to it."""
        job.first = posting
        edge = self._joined.pop(posting, None)
        while edge is not None:
            like, rule = edge
            edge = self._joined.get(like)
            self._joined[like] = posting, rule
            posting = like

    def _met(self, keys: Sequence[int]) -> set[Cluster]:
        sharing = {posting for key in keys for posting in self._index.get(key, ())[-MOST:]}
        return {self._jobs[posting] for posting in sharing}

    def _same(self, known: Known, posting: str) -> bool:
        other = self.known[posting]
        return may_be_one(known, other) and bool(judge(known, other).same)

    def _holds_later(self, job: Cluster, known: Known) -> bool:
        return any(self.known[other].order > known.order for other in job.postings)

    def _fits(self, known: Known, keys: Sequence[int]) -> Iterator[Match]:
        for job in self._met(keys):
            if fit := self._fit(known, job):
                yield fit

    def _fit(self, known: Known, job: Cluster) -> Match | None:
        """Return the surest match of a posting in a job; None where it is another job."""
        best: Match | None = None
        latest = [self.known[posting] for posting in job.postings[-MOST:]]
        if not any(may_be_one(known, other) for other in latest):
            return None
        for other in latest:
            decision = judge(known, other)
            if decision.same is False:
                return None
            fit = Match(decision.rank, *other.order, decision.rule)
            if decision.same and (best is None or fit < best):
                best = fit
        return best
