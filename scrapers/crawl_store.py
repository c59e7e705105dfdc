"""Call the raw store of a crawl on a separate thread, so that the reactor never waits."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, Protocol, Self, TypeVar

from models.page import Page
from models.raw import RawPosting
from models.run import CrawlRun, Quarantine

Result = TypeVar("Result")


class Tally(Protocol):
    """The result of a batch: three counts. Their sum is the size of the batch."""

    @property
    def new(self) -> int:
        """How many were stored for the first time."""
        ...

    @property
    def changed(self) -> int:
        """How many were stored again with new content."""
        ...

    @property
    def unchanged(self) -> int:
        """How many were stored already with the same content."""
        ...


class Store(Protocol):
    """The part of pipeline.store.postings.raw.RawStore that a crawl needs; tests may replace it."""

    def __init__(self, url: str, run_id: str, patience: float) -> None: ...

    def put(self, postings: Sequence[RawPosting], /) -> Tally:
        """Store a batch in one transaction."""
        ...

    def quarantine(self, rows: Sequence[Quarantine], /) -> None:
        """Keep refused records."""
        ...

    def pages(self, source: str, /) -> dict[str, Page]:
        """Return the pages of a source that earlier crawls read, by address."""
        ...

    def remember(self, pages: Sequence[Page], /) -> None:
        """Keep the validators of these pages for conditional requests in later crawls."""
        ...

    def gone(self, source: str, pages: Mapping[str, datetime], /) -> None:
        """Note the pages that answered 404 or 410, and when."""
        ...

    def listed(self, source: str, keys: Mapping[str, datetime], /) -> None:
        """Note the keys of postings with a refused record, and when the record came."""
        ...

    def board(self, rows: Sequence[CrawlRun], /) -> None:
        """Write the crawl stats of each board."""
        ...

    def close(self) -> None:
        """Close the connection to the database."""
        ...


class CrawlStore:
    """A store and its thread. Calls run one after the other."""

    def __init__(self, store: Store, thread: ThreadPoolExecutor) -> None:
        self._store = store
        self._thread = thread

    @classmethod
    async def open(
        cls, kind: Callable[[str, str, float], Store], url: str, run_id: str, patience: float
    ) -> Self:
        """Open a store of `kind` at a database URL for a run.

        `patience` is how many seconds it retries while the database does not answer.
        """
        thread = ThreadPoolExecutor(1, "store")
        return cls(await _call(thread, kind, url, run_id, patience), thread)

    async def put(self, postings: Sequence[RawPosting]) -> Tally:
        """Store a batch; return its counts."""
        return await _call(self._thread, self._store.put, postings)

    async def quarantine(self, rows: Sequence[Quarantine]) -> None:
        """Keep refused records."""
        await _call(self._thread, self._store.quarantine, rows)

    async def pages(self, source: str) -> dict[str, Page]:
        """Return the pages of a source that earlier crawls read, by address."""
        return await _call(self._thread, self._store.pages, source)

    async def remember(self, pages: Sequence[Page]) -> None:
        """Keep the validators of these pages for conditional requests in later crawls."""
        await _call(self._thread, self._store.remember, pages)

    async def gone(self, source: str, pages: Mapping[str, datetime]) -> None:
        """Note the pages that answered 404 or 410, and when."""
        await _call(self._thread, self._store.gone, source, pages)

    async def listed(self, source: str, keys: Mapping[str, datetime]) -> None:
        """Note the keys of postings with a refused record, and when the record came."""
        await _call(self._thread, self._store.listed, source, keys)

    async def board(self, rows: Sequence[CrawlRun]) -> None:
        """Write the crawl stats of each board."""
        await _call(self._thread, self._store.board, rows)

    async def close(self) -> None:
        """Close the connection to the database and end the thread."""
        await _call(self._thread, self._store.close)
        self._thread.shutdown()


async def _call(thread: ThreadPoolExecutor, function: Callable[..., Result], *args: Any) -> Result:
    return await asyncio.get_running_loop().run_in_executor(thread, function, *args)
