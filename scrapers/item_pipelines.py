"""Scrapy item pipelines: check each posting, then store the postings of a board in batches."""

import logging
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured

from models.raw import InvalidPostingError, RawPosting
from scrapers.crawl_hub import CrawlHub
from scrapers.crawl_stats import CrawlStats
from scrapers.crawl_store import CrawlStore
from scrapers.storable import storable

logger = logging.getLogger(__name__)

LONGEST_TITLE = 1000  # characters; a longer "title" is a page's text in the wrong field
BATCH = 200  # postings held at most: transactions stay cheap, postings are stored soon


class CheckPosting:
    """Passes on a posting that has the required fields; refuses any other."""

    def __init__(self, stats: CrawlStats) -> None:
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the pipeline."""
        return cls(CrawlHub.of(crawler).stats)

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
        self.stats.board(posting.board).kept += 1
        return posting

    def _refused(self, item: RawPosting, reason: str, words: str) -> DropItem:
        if self.stats.refuse(item.board, reason, words, item.url, item):
            logger.warning("%s", words)
        self.stats.board(item.board).keyed += 1
        if item.source_key.strip() and item.fetched_at:
            self.stats.listed[item.source_key] = item.fetched_at
        return DropItem(words, log_level="DEBUG")  # without the whole item


class StorePostings:
    """Stores postings in batches, one batch per board; only in a run (PAYBAND_RUN_ID)."""

    def __init__(self, hub: CrawlHub) -> None:
        self.hub = hub
        self.waiting: dict[str, list[RawPosting]] = {}
        self.held = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the pipeline. Raises NotConfigured outside a run."""
        hub = CrawlHub.of(crawler)
        if not hub.run_id:
            raise NotConfigured
        return cls(hub)

    async def open_spider(self) -> None:
        """Have the hub open the store: Scrapy waits for this before it tells of an open spider."""
        await self.hub.open_store()

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
        if self.hub.store is None:
            return
        try:
            await self._keep(self.hub.store)
        except Exception as error:  # noqa: BLE001  # any error fails the crawl
            self.hub.store_failed(error)

    async def _flush_all(self) -> None:
        self.held = 0
        for board in list(self.waiting):
            await self._flush(board)

    async def _flush(self, board: str) -> None:
        batch = self.waiting.pop(board, [])
        store, stats = self.hub.store, self.hub.stats
        if store is None or stats.failure or not batch:
            return
        try:
            counts = await store.call(store.raw.put, batch)
        except Exception as error:  # noqa: BLE001  # any error fails the crawl
            self.hub.end(self.hub.store_failed(error))
            return
        stored = {"new": counts.new, "changed": counts.changed, "unchanged": counts.unchanged}
        stats.board(board).stored.update(stored)

    async def _keep(self, store: CrawlStore) -> None:
        stats, source = self.hub.stats, self.hub.source
        await store.call(store.raw.quarantine, stats.take_refusals(self.hub.run_id, source))
        if stats.gone:
            await store.call(store.raw.gone, source, stats.gone)
        if stats.listed:
            await store.call(store.raw.listed, source, stats.listed)
        if not stats.failure:
            await store.call(store.raw.remember, list(stats.pages.values()))
