"""The hub owns what the parts of a crawl share: its stats, its store, its end."""

import asyncio
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.exceptions import CloseSpider, NotConfigured
from scrapy.settings import Settings

from pipeline.errors import StoreError
from scrapers.base import BaseJobSpider
from scrapers.crawl_hub import CrawlHub
from scrapers.crawl_stats import CrawlStats
from scrapers.crawl_store import CrawlStore
from scrapers.item_pipelines import CheckPosting, StorePostings

SCRAPERS = Path(__file__).parents[2] / "scrapers"


class Noting:
    """A raw store that notes its calls and their threads."""

    def __init__(self, *where):
        self.calls = [("open", where)]
        self.threads = {threading.get_ident()}

    def put(self, postings):
        self.threads.add(threading.get_ident())
        self.calls.append(("put", postings))
        if not postings:
            raise StoreError("nothing to store")
        return len(postings)

    def close(self):
        self.calls.append(("close", ()))


class Away:
    def __init__(self, *_where):
        raise StoreError("the database is away")


def crawl(spider=None, **settings):
    """Return a crawler with a hub, as Scrapy has them once the extensions exist."""
    crawler: Any = SimpleNamespace(spider=spider, settings=Settings(settings))
    hub = CrawlHub.from_crawler(crawler)
    crawler.get_extension = {CrawlHub: hub}.get
    return crawler, hub


def test_without_the_extension_a_part_says_what_is_missing():
    crawler: Any = SimpleNamespace(get_extension=lambda _kind: None)
    with pytest.raises(RuntimeError, match=r"CrawlHub is off: see scrapers/settings\.py"):
        CrawlHub.of(crawler)


def test_the_spider_and_the_pipelines_count_in_the_stats_of_the_hub():
    spider = BaseJobSpider("tiny", urls="https://a.example/")
    crawler, hub = crawl(spider, PAYBAND_RUN_ID="r1")
    assert spider.crawl_stats is hub.stats
    assert CheckPosting.from_crawler(crawler).stats is hub.stats
    assert StorePostings.from_crawler(crawler).hub is hub
    assert list(hub.stats.boards) == [""]
    assert (spider.plan.urls, hub.stats.failure) == (("https://a.example/",), "")


def test_a_crawl_that_cannot_be_planned_fails_and_asks_nobody():
    spider = BaseJobSpider("tiny", urls="ftp://a.example/")
    _crawler, hub = crawl(spider)
    assert hub.stats.failure == "urls: 'ftp://a.example/' is not a web address"
    assert (spider.plan.urls, list(hub.stats.boards)) == ((), [""])


def test_nothing_is_stored_outside_a_run():
    crawler, _hub = crawl(BaseJobSpider("tiny", urls="https://a.example/"))
    with pytest.raises(NotConfigured):
        StorePostings.from_crawler(crawler)


def test_a_store_that_cannot_be_opened_ends_the_crawl():
    _crawler, hub = crawl(PAYBAND_RUN_ID="r1", PAYBAND_STORE=Away)
    with pytest.raises(CloseSpider) as caught:
        asyncio.run(hub.open_store())
    assert caught.value.reason == "store_failed"
    assert hub.stats.failure == "the store failed: the database is away"
    assert hub.store is None
    asyncio.run(hub.close_store())  # there is none


def test_a_store_is_called_on_one_thread_of_its_own():
    async def calls():
        kind: Any = Noting
        store = await CrawlStore.open(kind, "sqlite:///p.db", "r1", 1.0)
        raw: Any = store.raw
        counts = await asyncio.gather(*(store.call(raw.put, [n]) for n in range(3)))
        with pytest.raises(StoreError, match="nothing to store"):
            await store.call(raw.put, postings=[])
        await store.close()
        return raw, counts

    raw, counts = asyncio.run(calls())
    assert counts == [1, 1, 1]
    assert raw.calls == [
        ("open", ("sqlite:///p.db", "r1", 1.0)),
        *(("put", [n]) for n in range(3)),
        ("put", []),
        ("close", ()),
    ]
    assert len(raw.threads) == 1
    assert threading.get_ident() not in raw.threads


def test_a_crawl_ends_with_the_reason_that_a_part_gives():
    reasons = []

    async def close_spider_async(reason):
        reasons.append(reason)

    async def end():
        crawler: Any = SimpleNamespace(settings=Settings())
        crawler.engine = SimpleNamespace(close_spider_async=close_spider_async)
        hub = CrawlHub(crawler, CrawlStats())
        hub.end("offline")
        assert reasons == []  # the caller isn't held up
        await hub.ending

    asyncio.run(end())
    assert reasons == ["offline"]


def test_nobody_fetches_another_part_to_reach_the_store():
    texts = {path.name: path.read_text(encoding="utf-8") for path in SCRAPERS.rglob("*.py")}
    assert [name for name, text in texts.items() if "get_item_pipeline" in text] == []
