"""Write every response to the archive before it is read: as received, without our own keys."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, IgnoreRequest, NotConfigured
from scrapy.http import Response

from pipeline.archive.archive import ArchiveWriter
from pipeline.archive.warc import Exchange, request_digest
from pipeline.clock import now
from pipeline.errors import StoreError
from scrapers.base import BaseJobSpider
from scrapers.crawl_hub import CrawlHub
from scrapers.downloader.replay import REDACTED
from scrapers.middlewares.archive_queue import ArchiveQueue
from scrapers.plan import told

FAILED = "archive_failed"  # the reason with which the crawl ends


class Recorder:
    """Downloader middleware next to the downloader: before decompression, redirects and retries.

    Sets `fetched_at` of each request (UTC, whole seconds, as the archive keeps it). With
    PAYBAND_ARCHIVE it returns a response only once it is on the disk.
    """

    def __init__(self, crawler: Crawler) -> None:
        if crawler.settings.get("PAYBAND_REPLAY"):
            raise NotConfigured
        self.hub = CrawlHub.of(crawler)
        self.path: str | None = crawler.settings.get("PAYBAND_ARCHIVE")
        self.writer: ArchiveWriter | None = None
        self.queue: ArchiveQueue | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware. Raises NotConfigured in a replay."""
        recorder = cls(crawler)
        crawler.signals.connect(recorder.spider_opened, signals.spider_opened)
        crawler.signals.connect(recorder.spider_closed, signals.spider_closed)
        return recorder

    async def spider_opened(self, spider: BaseJobSpider) -> None:
        """Open the archive and write the plan of the crawl."""
        if not self.path:
            return
        try:
            self.writer = await asyncio.to_thread(ArchiveWriter, Path(self.path))
            self.queue = ArchiveQueue(self.writer)
            plan = spider.plan
            await asyncio.to_thread(self.writer.info, spider.name, told(plan), plan.at)
        except StoreError as error:
            self.hub.fail(str(error))
            raise CloseSpider(FAILED) from error

    async def process_response(self, request: Request, response: Response) -> Response:
        """Archive the response and return it."""
        at = request.meta.pop("received", None) or now()
        if self.writer is not None and self.queue is not None:
            try:
                offset = await self.queue.put(_exchange(request, response, at))
            except StoreError as error:  # what can't be archived must not be collected
                self.hub.fail(str(error))
                self.hub.end(FAILED)
                raise IgnoreRequest(str(error)) from error
            request.meta["archived"] = (self.writer.path, offset)
        request.meta["fetched_at"] = at
        return response

    def spider_closed(self) -> None:
        """Close the archive."""
        if self.queue is not None:
            self.queue.close()


def _exchange(request: Request, response: Response, at: datetime) -> Exchange:
    headers = tuple((n, v) for n, values in response.headers.items() for v in values)
    sent = request_digest(request.body)
    return Exchange(
        response.url,
        response.status,
        headers,
        response.body,
        at,
        request.method,
        sent,
        redacted=REDACTED in response.flags,
    )
