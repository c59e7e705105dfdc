"""Resume after a crawl that did not end: answer requests from its archive instead of the site."""

import os
from pathlib import Path
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from pipeline.archive.index import ArchiveIndex
from pipeline.archive.warc import Exchange
from scrapers.base import BaseJobSpider
from scrapers.crawl_hub import CrawlHub
from scrapers.downloader.replay import as_response, find
from scrapers.middlewares.faults import UNUSABLE
from scrapers.middlewares.robots import ASKED_ANEW


class Resume:
    """Answers requests from the archives named in PAYBAND_RESUME, the oldest first.

    These are the archives of the source's crawls that no run has finished. A page keeps the time
    it was received. It is also written to this crawl's archive, so that each archive can be
    replayed by itself. Only pages with status 200 are used, and only once: where one is unusable,
    the retry asks the site. A page that an earlier crawl could not use, and robots.txt, are always
    asked for: what a site broke or forbade then says nothing of now.
    """

    def __init__(self, crawler: Crawler) -> None:
        paths = crawler.settings.get("PAYBAND_RESUME", "")
        if not paths or crawler.settings.get("PAYBAND_REPLAY"):
            raise NotConfigured
        self.files = [Path(path) for path in reversed(paths.split(os.pathsep))]
        self.archives = [ArchiveIndex(file) for file in self.files]
        self.unusable: set[str] = set()
        self.taken = 0
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware. Raises NotConfigured where nothing was interrupted."""
        resume = cls(crawler)
        crawler.signals.connect(resume.spider_opened, signals.spider_opened)
        crawler.signals.connect(resume.spider_closed, signals.spider_closed)
        return resume

    async def spider_opened(self, spider: BaseJobSpider) -> None:
        """Look up the pages that the earlier crawls could not use; does nothing outside a run."""
        if (store := CrawlHub.of(self.crawler).store) is not None:
            unusable = store.raw.unusable_pages
            self.unusable = await store.call(unusable, spider.name, self.files, sorted(UNUSABLE))

    def process_request(self, request: Request) -> Response | None:
        """Return the archived page; None where the site must be asked."""
        found = None if self._must_ask(request) else self._find(request)
        if found is None:
            return None
        archive, exchange = found
        self.taken += 1
        request.meta["received"] = exchange.at
        self._say(request, archive, exchange)
        return as_response(exchange)

    def spider_closed(self, spider: BaseJobSpider) -> None:
        """Log how many pages were not requested again."""
        spider.logger.info("pages from the archives of earlier crawls: %d", self.taken)

    def _must_ask(self, request: Request) -> bool:
        again = request.meta.get("retry_times") or request.meta.get(ASKED_ANEW)
        return bool(again) or request.url in self.unusable

    def _say(self, request: Request, archive: ArchiveIndex, found: Exchange) -> None:
        """Note at the board, once, from which crawl its pages are: the site was not asked.

        The time is that of the crawl, so that all boards of a source have the same note.
        """
        spider = self.crawler.spider
        at = archive.crawls[0].at if archive.crawls else found.at
        if isinstance(spider, BaseJobSpider):
            board = request.meta.get("board")
            stats = spider.crawl_stats.board(board.token if board else "")
            if not stats.notes:
                stats.note(f"pages of the crawl of {at:%Y-%m-%d %H:%M} UTC are taken up")

    def _find(self, request: Request) -> tuple[ArchiveIndex, Exchange] | None:
        answers = ((archive, find(archive, request)) for archive in self.archives)
        return next(((a, found) for a, found in answers if found and found.status == 200), None)
