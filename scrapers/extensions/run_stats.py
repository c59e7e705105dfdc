"""Write the crawl stats of each board to crawl_run, at the start and the end of a crawl."""

from collections import Counter
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

from models.vocab import RunState
from scrapers.base import BaseJobSpider
from scrapers.crawl_hub import CrawlHub
from scrapers.crawl_stats import CrawlStats


class RunStats:
    """Writes one row per board: as `running` at the start, with its outcome at the end.

    So a killed crawl can be found: its rows still say `running`.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension, listening for the crawl's start, errors and end."""
        stats = cls(crawler)
        crawler.signals.connect(stats.spider_opened, signals.spider_opened)
        crawler.signals.connect(stats.item_error, signals.item_error)
        crawler.signals.connect(stats.spider_closed, signals.spider_closed)
        return stats

    @property
    def hub(self) -> CrawlHub:
        """The crawl's hub. It exists once all extensions do, so not yet in `__init__`."""
        return CrawlHub.of(self.crawler)

    async def spider_opened(self, spider: BaseJobSpider) -> None:
        """Write the rows of a crawl that begins."""
        await self._write(spider, done=False)

    def item_error(self, failure: object) -> None:
        """Mark the crawl as failed: an item pipeline raised an unexpected error."""
        self.hub.stats.fail(f"an item pipeline raised: {getattr(failure, 'value', failure)!r}")

    async def spider_closed(self, spider: BaseJobSpider, reason: str) -> None:
        """Write how the crawl ended, log it, and close the store: nothing is stored after this."""
        stats = self.hub.stats
        if reason == "start_error":
            stats.fail("start() raised")
        if reason == "closespider_timeout":
            limit = self.crawler.settings.getfloat("CLOSESPIDER_TIMEOUT")
            stats.cut_off(f"the crawl ended at its time limit of {limit:g} s")
        if self.hub.store is not None:
            stats.check_balance()
        await self._write(spider, done=True)
        _log(spider, stats, reason)
        await self.hub.close_store()

    async def _write(self, spider: BaseJobSpider, *, done: bool) -> None:
        hub = self.hub
        if hub.store is None:
            return
        rows = hub.stats.rows(hub.run_id, spider.name, spider.plan.at, done=done)
        try:
            await hub.store.call(hub.store.raw.board, rows)
        except Exception as error:  # noqa: BLE001  # the run sees rows that stay `running`
            hub.store_failed(error)


def _log(spider: BaseJobSpider, stats: CrawlStats, reason: str) -> None:
    rows = stats.rows("", spider.name, spider.plan.at, done=True)
    for row in rows:
        if row.message:
            spider.logger.warning("%s: %s: %s", row.board or spider.name, row.state, row.message)
    states = Counter(row.state for row in rows)
    words = ", ".join(f"{states[state]} {state}" for state in RunState if states[state])
    spider.logger.info("boards: %s (%s)", words, reason)
