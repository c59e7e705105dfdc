"""Clean the rows of a user's table and mark duplicates, without a store."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import repeat, tee
from operator import attrgetter
from typing import Any

from models.issue import Issue
from models.posting import PAY_COLUMNS, JobPosting
from models.raw import RawPosting
from models.record import quick_to_pickle
from models.same import SameJob
from pipeline.clean.employer.aliases import SHIPPED as SHIPPED_ALIASES
from pipeline.clean.employer.aliases import Aliases
from pipeline.clean.engine import Cleaned, clean_all
from pipeline.dedupe.batch import Keyed, same_jobs
from pipeline.dedupe.blocking import keys_of
from pipeline.dedupe.compare import Known, known
from pipeline.dedupe.fingerprint import fingerprint_of
from pipeline.fx.rates import SHIPPED, Rates
from pipeline.tables.own_row import TakeOver, taking_nothing
from pipeline.tables.pay_choice import pay_choice, pay_claim
from pipeline.tables.repeated_rows import JobMarks

PAY = attrgetter(*PAY_COLUMNS)


@quick_to_pickle
@dataclass(frozen=True, slots=True)
class Compared:
    """A cleaned posting with its issues, fingerprint and blocking keys.

    `extra` are the cells of its row that have no meaning.
    """

    posting: JobPosting
    known: Known
    keys: tuple[int, ...]
    issues: tuple[Issue, ...] = ()
    extra: tuple[str, ...] = ()


def clean_seen(
    raws: Iterable[RawPosting], rates: Rates = SHIPPED, aliases: Aliases = SHIPPED_ALIASES
) -> Iterator[Cleaned]:
    """Yield each raw posting cleaned, as seen when it was fetched."""
    ours, theirs = tee(raws)
    for raw, cleaned in zip(ours, clean_all(theirs, rates, aliases), strict=True):
        cleaned.posting.first_seen = cleaned.posting.last_seen = raw.fetched_at
        yield cleaned


def compared(
    raws: Iterable[RawPosting],
    rates: Rates = SHIPPED,
    aliases: Aliases = SHIPPED_ALIASES,
    takers: Iterable[TakeOver] | None = None,
    first: int = 1,
) -> Iterator[Compared]:
    """Yield each raw posting cleaned, with its issues, fingerprint and blocking keys.

    `first` is the number of the first one's row in its table.
    `takers` has a function for each posting that takes over what its table says and returns the
    names of these columns (see `OwnRows`); issues of them are left out.
    """
    ours, theirs = tee(raws)
    cleaned_all = clean_seen(theirs, rates, aliases)
    each = takers or repeat(taking_nothing)
    rows = zip(ours, cleaned_all, each, strict=False)
    for row, (raw, cleaned, take_over) in enumerate(rows, first):
        taken = take_over(cleaned.posting)
        issues = tuple(issue for issue in cleaned.issues if issue.field not in taken)
        print_ = fingerprint_of(raw, cleaned.posting, cleaned.texts.description, aliases)
        print_known = known(print_, raw.fetched_at, row=row)
        yield Compared(cleaned.posting, print_known, keys_of(print_), issues)


def with_jobs(rows: Iterable[Compared], *, lends: bool = True) -> Iterator[JobPosting]:
    """Yield the postings in their order; duplicates name the first posting in `duplicate_of`.

    A posting that comes again names the first posting of its job, too: itself, if that is the one.
    The first row of a job has the pay of the row that states it (`PayChoice`), which `pay_of` then
    names; without `lends` each row has its own. `rows` is iterated several times, so that its items
    need not be held in memory.
    """
    jobs = same_jobs(_Keyed(rows))
    marks, lent = JobMarks(jobs), _lent_pay(rows, jobs) if lends else {}
    for row in rows:
        posting = marked(row, marks).posting
        if posting.duplicate_of is None and posting.posting_id in lent:
            posting.pay_of, pay = lent[posting.posting_id]
            for name, value in zip(PAY_COLUMNS, pay, strict=True):
                setattr(posting, name, value)
        yield posting


def _lent_pay(
    rows: Iterable[Compared], jobs: Mapping[str, SameJob]
) -> dict[str, tuple[str | None, tuple[Any, ...]]]:
    """Return the pay of the jobs of several rows by first posting, each with its `pay_of`."""
    choice, lent = pay_choice((pay_claim(row.posting) for row in rows), jobs), {}
    for number, row in enumerate(rows, 1):
        payer = row.posting.posting_id
        if choice.payer(payer) == number:
            first = jobs[payer].duplicate_of if payer in jobs else payer
            lent[first] = (None if payer == first else payer), PAY(row.posting)
    return lent


def marked(row: Compared, marks: JobMarks) -> Compared:
    """Return a row with the `duplicate_of` that the marks give it."""
    posting = row.posting
    posting.duplicate_of = marks.duplicate_of(posting.posting_id, posting.duplicate_of)
    return row


class _Keyed:
    """The fingerprints and keys of rows; may be iterated several times."""

    def __init__(self, rows: Iterable[Compared]) -> None:
        self.rows = rows

    def __iter__(self) -> Iterator[Keyed]:
        return ((row.known, row.keys) for row in self.rows)
