"""The raw store as a crawl uses it: on a thread of its own, so that the reactor never waits."""

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
    """What became of a batch: three counts whose sum is the batch."""

    @property
    def new(self) -> int:
        """How many were stored for the first time."""
        ...

    @property
    def changed(self) -> int:
        """How many were stored anew."""
        ...

    @property
    def unchanged(self) -> int:
        """How many were there already."""
        ...


class Store(Protocol):
    """What a crawl needs of pipeline.store.postings.raw.RawStore; a test may bring its own."""

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
        """Keep what to ask for these pages next time."""
        ...

    def gone(self, source: str, pages: Mapping[str, datetime], /) -> None:
        """Note the pages that are no more, and when they said so."""
        ...

    def listed(self, source: str, keys: Mapping[str, datetime], /) -> None:
        """Note the postings that refused records list, and when."""
        ...

    def board(self, rows: Sequence[CrawlRun], /) -> None:
        """Write what each board's crawl saw."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...


class CrawlStore:
    """A store and its thread; calls are made one after the other."""

    def __init__(self, store: Store, thread: ThreadPoolExecutor) -> None:
        self._store = store
        self._thread = thread

    @classmethod
    async def open(
        cls, kind: Callable[[str, str, float], Store], url: str, run_id: str, patience: float
    ) -> Self:
        """Open a store of `kind` at a database URL for a run; `patience` is in seconds."""
        thread = ThreadPoolExecutor(1, "store")
        return cls(await _call(thread, kind, url, run_id, patience), thread)

    async def put(self, postings: Sequence[RawPosting]) -> Tally:
        """Store a batch; return what became of it."""
        return await _call(self._thread, self._store.put, postings)

    async def quarantine(self, rows: Sequence[Quarantine]) -> None:
        """Keep refused records."""
        await _call(self._thread, self._store.quarantine, rows)

    async def pages(self, source: str) -> dict[str, Page]:
        """Return the pages of a source that earlier crawls read, by address."""
        return await _call(self._thread, self._store.pages, source)

    async def remember(self, pages: Sequence[Page]) -> None:
        """Keep what to ask for these pages next time."""
        await _call(self._thread, self._store.remember, pages)

    async def gone(self, source: str, pages: Mapping[str, datetime]) -> None:
        """Note the pages that are no more, and when they said so."""
        await _call(self._thread, self._store.gone, source, pages)

    async def listed(self, source: str, keys: Mapping[str, datetime]) -> None:
        """Note the postings that refused records list, and when."""
        await _call(self._thread, self._store.listed, source, keys)

    async def board(self, rows: Sequence[CrawlRun]) -> None:
        """Write what each board's crawl saw."""
        await _call(self._thread, self._store.board, rows)

    async def close(self) -> None:
        """Let go of the database and the thread."""
        await _call(self._thread, self._store.close)
        self._thread.shutdown()


async def _call(thread: ThreadPoolExecutor, function: Callable[..., Result], *args: Any) -> Result:
    return await asyncio.get_running_loop().run_in_executor(thread, function, *args)
