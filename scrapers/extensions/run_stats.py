"""Write the crawl stats of each board to crawl_run, at the start and the end of a crawl."""

from collections import Counter
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

from models.vocab import RunState
from scrapers.base import BaseJobSpider
from scrapers.crawl_store import CrawlStore
from scrapers.item_pipelines import StorePostings


class RunStats:
    """Writes one row per board: as `running` at the start, with its outcome at the end.

    So a killed crawl can be found: its rows still say `running`.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.run_id: str = crawler.settings.get("PAYBAND_RUN_ID", "")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension, listening for the crawl's start, errors and end."""
        stats = cls(crawler)
        crawler.signals.connect(stats.spider_opened, signals.spider_opened)
        crawler.signals.connect(stats.item_error, signals.item_error)
        crawler.signals.connect(stats.spider_closed, signals.spider_closed)
        return stats

    async def spider_opened(self, spider: BaseJobSpider) -> None:
        """Write the rows of a crawl that begins."""
        await self._write(spider, done=False)

    def item_error(self, spider: BaseJobSpider, failure: object) -> None:
        """Mark the crawl as failed: an item pipeline raised an unexpected error."""
        spider.ledger.fail(f"an item pipeline raised: {getattr(failure, 'value', failure)!r}")

    async def spider_closed(self, spider: BaseJobSpider, reason: str) -> None:
        """Write how the crawl ended, and log it."""
        if reason == "start_error":
            spider.ledger.fail("start() raised")
        if reason == "closespider_timeout":
            limit = self.crawler.settings.getfloat("CLOSESPIDER_TIMEOUT")
            spider.ledger.cut_off(f"the crawl ended at its time limit of {limit:g} s")
        if self.store is not None:
            spider.ledger.check_balance()
        await self._write(spider, done=True)
        _log(spider, reason)
        if self.store is not None:
            await self.store.close()

    @property
    def store(self) -> CrawlStore | None:
        """The store of the run; None outside a run, or where it could not be opened."""
        pipeline = self.crawler.get_item_pipeline(StorePostings)
        return pipeline.store if pipeline else None

    async def _write(self, spider: BaseJobSpider, *, done: bool) -> None:
        if self.store is None:
            return
        rows = spider.ledger.rows(self.run_id, spider.name, spider.plan.at, done=done)
        try:
            await self.store.board(rows)
        except Exception as error:  # the rows stay `running`, which the run's owner sees
            spider.logger.exception("the store failed")
            spider.ledger.fail(f"the store failed: {getattr(error, 'orig', None) or error}")


def _log(spider: BaseJobSpider, reason: str) -> None:
    rows = spider.ledger.rows("", spider.name, spider.plan.at, done=True)
    for row in rows:
        if row.message:
            spider.logger.warning("%s: %s: %s", row.board or spider.name, row.state, row.message)
    states = Counter(row.state for row in rows)
    words = ", ".join(f"{states[state]} {state}" for state in RunState if states[state])
    spider.logger.info("boards: %s (%s)", words, reason)
