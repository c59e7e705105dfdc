"""Clean what the store holds: the postings that need it, or all."""

from dataclasses import dataclass

from sqlalchemy import Engine

from pipeline.clean.engine import clean
from pipeline.operate.progress import Progress, silent
from pipeline.store.postings import count_to_clean, store_cleaned, to_clean

BATCH = 500


@dataclass(frozen=True, slots=True)
class CleanOutcome:
    """How many postings were read, and how many came out different from what was stored."""

    read: int
    written: int


def clean_store(
    engine: Engine, *, everything: bool = False, progress: Progress = silent
) -> CleanOutcome:
    """Clean stale postings, or everything, without the network; each batch is one transaction."""
    total = count_to_clean(engine, everything=everything)
    read = written = 0
    for batch in to_clean(engine, BATCH, everything=everything):
        written += store_cleaned(engine, [(stored, clean(stored.raw)) for stored in batch])
        read += len(batch)
        progress("cleaning", read, total)
    return CleanOutcome(read, written)
