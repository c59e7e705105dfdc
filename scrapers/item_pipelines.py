"""Scrapy item pipelines: check each posting, then store the postings of a board in batches."""

import asyncio
import logging
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DropItem, NotConfigured
from scrapy.utils.misc import load_object

from models.raw import InvalidPostingError, RawPosting
from pipeline.config import load_settings
from scrapers.base import BaseJobSpider
from scrapers.crawl_stats import CrawlStats
from scrapers.crawl_store import CrawlStore
from scrapers.storable import storable

logger = logging.getLogger(__name__)

LONGEST_TITLE = 1000  # characters; a longer "title" is a page's text in the wrong field
BATCH = 200  # postings held at most: transactions stay cheap, postings are stored soon


class CheckPosting:
    """Passes on a posting that has the required fields; refuses any other."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the pipeline."""
        return cls(crawler)

    def process_item(self, item: RawPosting) -> RawPosting:
        """Return the posting in a form that any database can hold; raise DropItem to refuse it."""
        posting = storable(item)
        try:
            posting.require()
        except InvalidPostingError as error:
            raise self._refused(posting, f"missing_{error.field}", str(error)) from error
        if len(posting.title) > LONGEST_TITLE:
            raise self._refused(
                posting, "title_too_long", f"title has {len(posting.title)} characters"
            )
        ledger_of(self.crawler).account(posting.board).kept += 1
        return posting

    def _refused(self, item: RawPosting, reason: str, words: str) -> DropItem:
        ledger = ledger_of(self.crawler)
        if ledger.refuse(item.board, reason, words, item.url, item):
            logger.warning("%s", words)
        ledger.account(item.board).keyed += 1
        if item.source_key.strip() and item.fetched_at:
            ledger.listed[item.source_key] = item.fetched_at
        return DropItem(words, log_level="DEBUG")  # without the whole item


class StorePostings:
    """Stores postings in batches, one batch per board; only in a run (PAYBAND_RUN_ID)."""

    store: CrawlStore | None = None

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.run_id: str = crawler.settings.get("PAYBAND_RUN_ID", "")
        if not self.run_id:
            raise NotConfigured
        self.waiting: dict[str, list[RawPosting]] = {}
        self.held = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the pipeline. Raises NotConfigured outside a run."""
        return cls(crawler)

    async def open_spider(self) -> None:
        """Open the store; end the crawl where it can't be opened."""
        try:
            kind = load_object(self.crawler.settings["PAYBAND_STORE"])
            said = load_settings()
            where = (said.database_url, self.run_id, said.database_max_wait)
            self.store = await CrawlStore.open(kind, *where)
        except Exception as error:
            raise CloseSpider(self._fail(error)) from error

    async def process_item(self, item: RawPosting) -> RawPosting:
        """Hold the posting until the batch is full."""
        self.waiting.setdefault(item.board, []).append(item)
        self.held += 1
        if self.held >= BATCH:
            await self._flush_all()
        return item

    async def close_spider(self) -> None:
        """Store the rest: postings, refused records, pages for conditional requests."""
        await self._flush_all()
        await self._keep()

    async def _flush_all(self) -> None:
        self.held = 0
        for board in list(self.waiting):
            await self._flush(board)

    async def _flush(self, board: str) -> None:
        batch = self.waiting.pop(board, [])
        ledger = ledger_of(self.crawler)
        if self.store is None or ledger.failure or not batch:
            return
        try:
            tally = await self.store.put(batch)
        except Exception as error:  # noqa: BLE001  # any error fails the crawl
            self._end(error)
            return
        stored = {"new": tally.new, "changed": tally.changed, "unchanged": tally.unchanged}
        ledger.account(board).stored.update(stored)

    async def _keep(self) -> None:
        if self.store is None:
            return
        name = self.crawler.spider.name if self.crawler.spider else ""
        ledger = ledger_of(self.crawler)
        try:
            await self.store.quarantine(ledger.take_refusals(self.run_id, name))
            if ledger.gone:
                await self.store.gone(name, ledger.gone)
            if ledger.listed:
                await self.store.listed(name, ledger.listed)
            if not ledger.failure:
                await self.store.remember(list(ledger.pages.values()))
        except Exception as error:  # noqa: BLE001  # any error fails the crawl
            self._fail(error)

    def _fail(self, error: Exception) -> str:
        cause = getattr(error, "orig", None) or error  # SQLAlchemy's message repeats all the rows
        words = f"the store failed: {cause}"
        if self.crawler.spider:
            self.crawler.spider.logger.error("%s", words)
        ledger_of(self.crawler).fail(words)
        return "store_failed"

    def _end(self, error: Exception) -> None:
        """End the crawl soon, without waiting: the end of the crawl waits for this method."""
        self.closing = asyncio.ensure_future(
            self.crawler.engine.close_spider_async(reason=self._fail(error))
        )


def ledger_of(crawler: Crawler) -> CrawlStats:
    """Return the crawl stats of a BaseJobSpider's crawl; raise TypeError for any other spider."""
    if not isinstance(crawler.spider, BaseJobSpider):
        raise TypeError(f"{crawler.spider} is not a BaseJobSpider")
    return crawler.spider.ledger
