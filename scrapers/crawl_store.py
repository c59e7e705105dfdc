"""CrawlStore: the raw store of a crawl on a separate thread, so that the reactor never waits."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, Self, TypeVar

if TYPE_CHECKING:  # a crawl outside a run loads no database
    from pipeline.store.postings.raw import RawStore

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class CrawlStore:
    """A raw store and its thread. Calls run one after the other."""

    def __init__(self, raw: "RawStore", thread: ThreadPoolExecutor) -> None:
        self.raw = raw
        self._thread = thread

    @classmethod
    async def open(
        cls, kind: "Callable[[str, str, float], RawStore]", url: str, run_id: str, max_wait: float
    ) -> Self:
        """Open a store of `kind` at a database URL for a run.

        It retries for `max_wait` seconds where the database does not answer.
        """
        thread, loop = ThreadPoolExecutor(1, "store"), asyncio.get_running_loop()
        return cls(await loop.run_in_executor(thread, kind, url, run_id, max_wait), thread)

    async def call(
        self,
        method: Callable[Arguments, Result],
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Result:
        """Return the result of a method of `raw`: `await store.call(store.raw.put, postings)`."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, partial(method, *args, **kwargs))

    async def close(self) -> None:
        """Close the connection to the database and end the thread."""
        await self.call(self.raw.close)
        self._thread.shutdown()
