"""Rows of somebody's table cleaned, and which of them are one job: no store knows their past."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.posting import JobPosting
from models.raw import RawPosting
from pipeline.clean.engine import Cleaned, clean
from pipeline.dedupe.batch import Keyed, same_jobs
from pipeline.dedupe.blocking import keys_of
from pipeline.dedupe.compare import Known, known
from pipeline.dedupe.fingerprint import fingerprint_of
from pipeline.fx.rates import SHIPPED, Rates


@dataclass(frozen=True, slots=True)
class Compared:
    """A cleaned posting, and what it is compared by."""

    posting: JobPosting
    known: Known
    keys: tuple[int, ...]


def clean_seen(raw: RawPosting, rates: Rates = SHIPPED) -> Cleaned:
    """Return a raw posting cleaned, as seen when it was fetched."""
    cleaned = clean(raw, rates)
    cleaned.posting.first_seen = cleaned.posting.last_seen = raw.fetched_at
    return cleaned


def compared(raw: RawPosting, rates: Rates = SHIPPED) -> Compared:
    """Return a raw posting cleaned, with what it is compared by."""
    cleaned = clean_seen(raw, rates)
    print_ = fingerprint_of(raw, cleaned.posting, cleaned.texts.description)
    return Compared(cleaned.posting, known(print_, raw.fetched_at), keys_of(print_))


def with_jobs(rows: Iterable[Compared]) -> Iterator[JobPosting]:
    """Yield the postings in their order; of one job each but the first names it (`duplicate_of`).

    `rows` is gone through three times: what it yields need not be held in memory.
    """
    found = same_jobs(_Keyed(rows))
    for one in rows:
        if same := found.get(one.posting.posting_id):
            one.posting.duplicate_of = same.duplicate_of
        yield one.posting


class _Keyed:
    """The keys of rows, as often as they are asked for."""

    def __init__(self, rows: Iterable[Compared]) -> None:
        self.rows = rows

    def __iter__(self) -> Iterator[Keyed]:
        return ((one.known, one.keys) for one in self.rows)
