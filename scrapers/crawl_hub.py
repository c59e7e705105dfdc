"""CrawlHub: the extension that owns what the parts of a crawl share, its stats and its store."""

import asyncio
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.utils.misc import load_object

from pipeline.config import load_settings
from pipeline.errors import PaybandError
from pipeline.settings.redactor import redactor
from scrapers.crawl_stats import CrawlStats
from scrapers.crawl_store import CrawlStore
from scrapers.planned_spider import PlannedSpider


class CrawlHub:
    """Owns the stats of the crawl and, in a run (PAYBAND_RUN_ID), its store.

    Middlewares, item pipelines and other extensions get both with `CrawlHub.of(crawler)`. Scrapy
    creates the spider first, so the spider does not ask: the hub gives it the stats.
    """

    def __init__(self, crawler: Crawler, stats: CrawlStats) -> None:
        self.crawler = crawler
        self.stats = stats
        self.store: CrawlStore | None = None
        self.run_id: str = crawler.settings.get("PAYBAND_RUN_ID", "")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the hub of a crawl, planned. The crawl fails where the plan cannot be made."""
        hub = cls(crawler, CrawlStats(redactor(load_settings())))
        if isinstance(crawler.spider, PlannedSpider):
            hub.plan(crawler.spider)
        return hub

    @classmethod
    def of(cls, crawler: Crawler) -> Self:
        """Return the hub of a crawl, once its extensions exist. Raises RuntimeError without one."""
        hub = crawler.get_extension(cls)
        if hub is None:
            raise RuntimeError("the extension CrawlHub is off: see scrapers/settings.py")
        return hub

    @property
    def source(self) -> str:
        """The name of the crawl's source."""
        return self.crawler.spider.name if self.crawler.spider else ""

    def plan(self, spider: PlannedSpider) -> None:
        """Let the spider plan what to request; a spider that cannot requests nothing."""
        try:
            spider.prepare(self.stats, self.crawler.settings.get("PAYBAND_REPLAY"))
        except PaybandError as error:
            self.fail(str(error))
            self.stats.board("")

    async def open_store(self) -> None:
        """Open the store of the run. Raises CloseSpider where it cannot be opened."""
        try:
            settings = load_settings()
            kind = load_object(self.crawler.settings["PAYBAND_STORE"])
            self.store = await CrawlStore.open(
                kind, settings.database_url, self.run_id, settings.database_max_wait
            )
        except Exception as error:
            raise CloseSpider(self.store_failed(error)) from error

    async def close_store(self) -> None:
        """Close the store, where one is open."""
        if self.store is not None:
            await self.store.close()

    def fail(self, why: str) -> None:
        """Mark the crawl as failed, and log why."""
        if self.crawler.spider:
            self.crawler.spider.logger.error("%s", why)
        self.stats.fail(why)

    def store_failed(self, error: Exception) -> str:
        """Mark the crawl as failed by its store; return the reason to end it with."""
        cause = getattr(error, "orig", None) or error  # SQLAlchemy's message repeats all the rows
        self.fail(f"the store failed: {cause}")
        return "store_failed"

    def end(self, reason: str) -> None:
        """End the crawl soon, without waiting: its end waits for the callers of this method."""
        ending = self.crawler.engine.close_spider_async(reason=reason)
        self.ending = asyncio.ensure_future(ending)
