"""The postings of a store that are to be cleaned, for any engine."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Engine

from pipeline.store.db.same_database import opened, sent_url
from pipeline.store.postings.key_ranges import KeyRange
from pipeline.store.postings.postings import (
    StoredRaw,
    ranges_to_clean,
    to_clean,
    to_clean_in,
)

BATCH = 500
"""Postings that are cleaned and stored together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StalePostings:
    """The stale postings of a store, or all of them, in batches."""

    engine: Engine
    version: str
    everything: bool = False

    def here(self) -> Iterator[list[StoredRaw]]:
        """Yield the batches, read by this process."""
        return to_clean(self.engine, BATCH, self.version, everything=self.everything)

    def parts(self) -> Iterable[Callable[[], list[StoredRaw]]]:
        """Yield a reader for each batch: of its range of ids, or with the batch in it."""
        url = sent_url(self.engine)
        if url is None:
            return (partial(list, batch) for batch in self.here())
        ranges = ranges_to_clean(self.engine, BATCH, self.version, everything=self.everything)
        return (partial(_read, url, ids, self.version, self.everything) for ids in ranges)


def _read(url: str, ids: KeyRange, version: str, everything: bool) -> list[StoredRaw]:
    engine = opened(url)
    try:
        return to_clean_in(engine, ids, version, everything=everything)
    finally:
        engine.dispose()
