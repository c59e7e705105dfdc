"""End a closing crawl soon: cancel its waiting requests and its slow downloads."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

LOOK = 0.5  # seconds between two checks of whether the crawl closes


class CrawlEndsError(IgnoreRequest):
    """The crawl ended before a request was sent or answered."""

    def __init__(self) -> None:
        super().__init__("the crawl ended first")


class Closing:
    """Cancels what a closing crawl waits for.

    Scrapy waits for each request that was begun, even for one that sleeps for an hour before it
    is sent. This class cancels unsent requests at once, and sent ones after PAYBAND_GRACE
    seconds. A crawl that still runs PAYBAND_LAST seconds after its CLOSESPIDER_TIMEOUT is inside
    a parser or a regular expression: the operating system kills it.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.grace = crawler.settings.getfloat("PAYBAND_GRACE")
        self.begun = False
        self._waiting: set[asyncio.Task[Any]] = set()
        self._sent: set[asyncio.Task[Any]] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension. It watches once the spider is open; the kill timer is set now."""
        closing = cls(crawler)
        crawler.signals.connect(closing.spider_opened, signals.spider_opened)
        crawler.signals.connect(closing.spider_closed, signals.spider_closed)
        _set_last_end(crawler.settings)
        return closing

    @contextmanager
    def before_sending(self) -> Iterator[None]:
        """Cancel the current task in this block when the crawl closes. Raises CrawlEndsError."""
        with self._cut_off(self._waiting):
            yield

    @contextmanager
    def sending(self) -> Iterator[None]:
        """Cancel the current task PAYBAND_GRACE s after the crawl closes. Raises CrawlEndsError."""
        with self._cut_off(self._sent):
            yield

    @contextmanager
    def _cut_off(self, tasks: set[asyncio.Task[Any]]) -> Iterator[None]:
        if self.begun:
            raise CrawlEndsError
        task = asyncio.current_task()
        if task is not None:
            tasks.add(task)
        try:
            yield
        except asyncio.CancelledError:
            if self.begun:
                raise CrawlEndsError from None
            raise
        finally:
            tasks.discard(task)

    def spider_opened(self) -> None:
        """Start watching."""
        self.watching = asyncio.ensure_future(self._watch())

    def spider_closed(self) -> None:
        """Stop watching."""
        self.watching.cancel()

    async def _watch(self) -> None:
        while not self._closes():  # noqa: ASYNC110  # Scrapy has no event to wait for
            await asyncio.sleep(LOOK)
        self.begun = True
        _cancel(self._waiting)
        left = self.grace
        while True:
            self._drain()
            await asyncio.sleep(LOOK)
            left -= LOOK
            if left <= 0:
                _cancel(self._sent)

    def _closes(self) -> bool:
        """Return whether the engine is closing the spider: Scrapy sends no signal at that time."""
        slot = getattr(self.crawler.engine, "_slot", None)
        return slot is not None and slot.closing is not None

    def _drain(self) -> None:
        """Cancel the requests that wait for their delay in a host's queue."""
        for slot in self.crawler.engine.downloader.slots.values():
            while slot.queue:
                _request, answer = slot.queue.popleft()
                answer.errback(Failure(CrawlEndsError()))  # type: ignore[no-untyped-call]  # Twisted has no types


def _cancel(tasks: set[asyncio.Task[Any]]) -> None:
    for task in list(tasks):
        task.cancel()


def _set_last_end(settings: BaseSettings) -> None:
    """Have the kernel kill this process: a Python handler would not get to run."""
    seconds = settings.getfloat("CLOSESPIDER_TIMEOUT")
    if seconds and hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds + settings.getfloat("PAYBAND_LAST"))
