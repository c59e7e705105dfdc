"""Clean somebody's table of postings, on as many cores as there are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from models.posting import JobPosting
from models.raw import RawPosting
from pipeline.clean.frame import clean_seen
from pipeline.clean.tables import postings_of, read_rows
from pipeline.operate.spool import Spool
from pipeline.operate.workers import in_order
from pipeline.pay.fx import SHIPPED, Rates
from pipeline.publish.table_out import check_ending, write_postings
from pipeline.same.keys import keys_of
from pipeline.same.prints import print_of
from pipeline.same.relation import Known, known
from pipeline.same.together import Keyed, same_jobs

BATCH = 2_000
"""Rows given out at once."""

Row = tuple[int, Sequence[str]]
"""A row's number, from 1, and its cells."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A cleaned posting, and what it is compared by."""

    posting: JobPosting
    known: Known
    keys: tuple[int, ...]


def clean_table(table: Path, output: Path, rates: Rates = SHIPPED, *, cores: int = 1) -> int:
    """Write the rows of a table cleaned, in their order; return how many.

    Rows that are one job name its first posting in `duplicate_of`. The file is the same byte for
    byte on any number of cores. Raises InputError naming row and field for a value that cannot
    be read; then nothing is written.
    """
    check_ending(output)
    names, rows = read_rows(table)
    title = names.index("title")
    numbered = enumerate(rows, 1)
    batches = iter(lambda: list(islice(numbered, BATCH)), [])
    work = partial(_cleaned, names, str(table), rates)
    with Spool[Compared]() as spool:
        for cleaned in in_order(work, batches, lambda row: row[1][title], cores):
            spool.add(cleaned)
        return write_postings(_deduplicated(spool), output)


def _cleaned(names: Sequence[str], table: str, rates: Rates, rows: list[Row]) -> list[Compared]:
    raws = (raw for at, cells in rows for raw in postings_of(names, [cells], table, at))
    return [_compared(raw, rates) for raw in raws]


def _compared(raw: RawPosting, rates: Rates) -> Compared:
    cleaned = clean_seen(raw, rates)
    print_ = print_of(raw, cleaned.posting, cleaned.texts.description)
    return Compared(cleaned.posting, known(print_, raw.fetched_at), keys_of(print_))


class _Keyed:
    """The keys of what is spooled, as often as they are asked for."""

    def __init__(self, spool: Spool[Compared]) -> None:
        self.spool = spool

    def __iter__(self) -> Iterator[Keyed]:
        return ((one.known, one.keys) for one in self.spool)


def _deduplicated(spool: Spool[Compared]) -> Iterator[JobPosting]:
    found = same_jobs(_Keyed(spool))
    for one in spool:
        if same := found.get(one.posting.posting_id):
            one.posting.duplicate_of = same.duplicate_of
        yield one.posting
