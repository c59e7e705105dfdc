"""Nothing vanishes between a spider and the store: each record is stored, refused or ruled out."""

import asyncio
import os
from collections import Counter
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scrapy.exceptions import DropItem
from scrapy.settings import Settings
from sqlalchemy import select

from models.raw import RawPosting
from models.tables import crawl_run, quarantine, raw_posting
from pipeline.store.db.check import check
from pipeline.store.db.database import open_store
from scrapers import item_pipelines
from scrapers.base import BaseJobSpider
from scrapers.crawl_hub import CrawlHub
from scrapers.crawl_stats import CrawlStats
from scrapers.item_pipelines import CheckPosting, StorePostings

BATCHES = int(os.environ.get("PAYBAND_TEST_BATCHES", "60"))
AT = datetime(2026, 10, 28, 6, tzinfo=UTC)
POSTING = st.builds(
    RawPosting,
    source=st.just("tiny"),
    source_key=st.sampled_from(["1", "2", "3", "4", "", " "]),
    url=st.sampled_from(["https://a.example/1", "", "\0"]),
    title=st.sampled_from(["ML Engineer", "Data Analyst", "", "\ud800", "x" * 1001]),
    board=st.sampled_from(["acme", "beta", ""]),
    salary=st.sampled_from(["", "$1", "$2"]),
    fetched_at=st.sampled_from([AT, AT + timedelta(days=1)]),
)
RUN = st.lists(st.tuples(POSTING, st.booleans()), max_size=12)


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    engine = open_store(f"sqlite:///{tmp_path_factory.mktemp('kept')}/p.db")
    yield engine
    engine.dispose()


async def crawl(run_id, records):
    """Do what a crawl does with the records of a spider; it is told of those ruled out."""
    given = {"PAYBAND_RUN_ID": run_id, "PAYBAND_STORE": "pipeline.store.postings.raw.RawStore"}
    crawler: Any = SimpleNamespace(spider=BaseJobSpider("tiny"), settings=Settings(given))
    stats = CrawlStats()
    hub = CrawlHub(crawler, stats)
    checks, stores = CheckPosting(stats), StorePostings(hub)
    await stores.open_spider()
    for posting, ruled_out in records:
        if ruled_out:
            stats.board(posting.board).rule_out("unlisted")
            continue
        try:
            await stores.process_item(checks.process_item(posting))
        except DropItem:
            continue
    await stores.close_spider()
    stats.check_balance()
    assert hub.store is not None
    await hub.store.call(hub.store.raw.board, stats.rows(run_id, "tiny", AT, done=True))
    await hub.close_store()
    return stats.failure


@settings(max_examples=BATCHES, suppress_health_check=[HealthCheck.too_slow])
@given(records=RUN)
def test_every_record_is_stored_refused_or_ruled_out(engine, records):
    with engine.connect() as connection:
        run_id = f"r{len(connection.execute(select(crawl_run)).all())}"
    url = {"PAYBAND_DATABASE_URL": str(engine.url)}
    with patch.dict(os.environ, url), patch.object(item_pipelines, "BATCH", 3):
        assert asyncio.run(crawl(run_id, records)) == ""
    with engine.connect() as connection:
        mine = crawl_run.c.run_id == run_id
        boards = connection.execute(select(crawl_run).where(mine)).all()
        refused = connection.execute(
            select(quarantine.c.board, quarantine.c.reason).where(quarantine.c.run_id == run_id)
        ).all()
        keys = set(connection.execute(select(raw_posting.c.source_key)).scalars())
    assert {b.board: b.seen for b in boards} == Counter(posting.board for posting, _ in records)
    for board in boards:
        parts = (board.new, board.changed, board.unchanged, board.quarantined, board.ruled_out)
        assert board.seen == sum(parts), board
    assert {b.board: b.quarantined for b in boards if b.quarantined} == Counter(
        board for board, _ in refused
    )
    good = [posting for posting, ruled_out in records if not ruled_out and is_good(posting)]
    assert len(good) == sum(board.new + board.changed + board.unchanged for board in boards)
    assert {posting.source_key for posting in good} <= keys
    assert check(engine) == []


def is_good(posting):
    """Return whether a posting has a key, an address and a title of a title's length."""
    said = (posting.source_key.strip(), posting.url.strip("\0"), posting.title)
    return all(said) and len(posting.title) <= 1000
