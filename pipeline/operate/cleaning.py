"""Clean the postings of the store: the stale ones, or all."""

from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import Engine

from pipeline.clean.correct import Fixes
from pipeline.clean.employer.aliases import SHIPPED as SHIPPED_ALIASES
from pipeline.clean.employer.aliases import Aliases
from pipeline.clean.engine import clean_all, version_with
from pipeline.few_sweeps import few_sweeps
from pipeline.fx.rates import SHIPPED, Rates
from pipeline.operate.engines.engine import Engine as WorkEngine
from pipeline.operate.engines.local_engine import LocalEngine
from pipeline.operate.engines.stale_postings import StalePostings
from pipeline.operate.parallel.freed_texts import let_texts_go
from pipeline.operate.progress import Progress, silent
from pipeline.store.duplicates.jobs import assign_jobs
from pipeline.store.postings.changes import FieldChange, summed
from pipeline.store.postings.corrections import fixes_of, list_corrections
from pipeline.store.postings.postings import (
    PreparedPosting,
    StoredRaw,
    count_to_clean,
    prepared,
    store_cleaned,
)


@dataclass(frozen=True, slots=True)
class CleanOutcome:
    """How many postings were read, how many differ from what was stored, and in which fields.

    `same_values` of the written ones differ in no field: they have the new version of the rules.
    """

    read: int
    written: int
    same_values: int = 0
    changes: list[FieldChange] = field(default_factory=list)

    @property
    def changed(self) -> int:
        """How many postings are new or have another value in a field."""
        return self.written - self.same_values


def clean_store(  # noqa: PLR0913  # the user's files are an argument each
    engine: Engine,
    rates: Rates = SHIPPED,
    aliases: Aliases = SHIPPED_ALIASES,
    *,
    everything: bool = False,
    cores: int = 1,
    runs_on: WorkEngine | None = None,
    progress: Progress = silent,
) -> CleanOutcome:
    """Clean stale postings, or everything, without the network; each batch is one transaction.

    `runs_on` does the work, by default `cores` cores of this machine; the result is the same. Then
    this finds duplicates: for new and changed postings, or with `everything` for all of them again.
    """
    version = version_with(rates, aliases)
    total = count_to_clean(engine, version, everything=everything)
    stale = StalePostings(engine=engine, version=version, everything=everything)
    fixes = fixes_of(list_corrections(engine))
    read = written = same = 0
    changed: list[FieldChange] = []
    work = partial(_cleaned, rates, aliases, fixes)
    runs_on = runs_on or LocalEngine(cores)
    with few_sweeps():
        for batch in runs_on.in_order(work, stale, lambda s: s.raw.title):
            stored = store_cleaned(engine, batch)
            written += stored.postings
            same += stored.same_values
            changed = summed([*changed, *stored.changes])
            read += len(batch)
            progress("cleaning", read, total)
    let_texts_go(read)
    assign_jobs(engine, everything=everything, told=partial(progress, "finding duplicates"))
    return CleanOutcome(read, written, same, changed)


def clean_some(
    engine: Engine,
    stored: list[StoredRaw],
    rates: Rates = SHIPPED,
    aliases: Aliases = SHIPPED_ALIASES,
) -> None:
    """Clean these raw postings of the store again, and find the jobs of those that changed."""
    fixes = fixes_of(list_corrections(engine))
    store_cleaned(engine, _cleaned(rates, aliases, fixes, stored))
    assign_jobs(engine)


def _cleaned(
    rates: Rates, aliases: Aliases, fixes: Fixes, batch: list[StoredRaw]
) -> list[PreparedPosting]:
    cleaned = clean_all((stored.raw for stored in batch), rates, aliases, fixes)
    return [prepared(stored, done, aliases) for stored, done in zip(batch, cleaned, strict=True)]
