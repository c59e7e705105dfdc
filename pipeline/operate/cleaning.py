"""Clean what the store holds: the postings that need it, or all."""

from dataclasses import dataclass

from sqlalchemy import Engine

from pipeline.clean.engine import clean
from pipeline.operate.progress import Progress, silent
from pipeline.operate.workers import in_order
from pipeline.store.postings import (
    Prepared,
    StoredRaw,
    count_to_clean,
    prepared,
    store_cleaned,
    to_clean,
)

BATCH = 500


@dataclass(frozen=True, slots=True)
class CleanOutcome:
    """How many postings were read, and how many came out different from what was stored."""

    read: int
    written: int


def clean_store(
    engine: Engine, *, everything: bool = False, cores: int = 1, progress: Progress = silent
) -> CleanOutcome:
    """Clean stale postings, or everything, without the network; each batch is one transaction.

    What is stored is the same on any number of cores.
    """
    total = count_to_clean(engine, everything=everything)
    read = written = 0
    for batch in in_order(_cleaned, to_clean(engine, BATCH, everything=everything), cores):
        written += store_cleaned(engine, batch)
        read += len(batch)
        progress("cleaning", read, total)
    return CleanOutcome(read, written)


def _cleaned(batch: list[StoredRaw]) -> list[Prepared]:
    return [prepared(stored, clean(stored.raw)) for stored in batch]
