"""What is said of pages that are taken up from an earlier crawl."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from scrapy import Request
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

from pipeline.archive.archive import ArchiveWriter
from pipeline.operate.crawls.boards import Board
from scrapers.middlewares.resume import Resume
from scrapers.sources import all_spiders

BEGUN = datetime(2026, 11, 30, 10, 36, tzinfo=UTC)


def page(board):
    return f"https://boards.example/{board}"


def resumed(archive, spider):
    """Return the middleware over an archive of two boards, read minutes apart."""
    writer = ArchiveWriter(archive)
    writer.info(spider.name, {}, BEGUN)
    for minutes, board in enumerate(("acme", "beta"), 1):
        writer.response(page(board), 200, (), b"{}", BEGUN + timedelta(minutes=minutes))
    writer.close()
    settings = Settings({"PAYBAND_RESUME": str(archive)})
    crawler: Any = SimpleNamespace(settings=settings, spider=spider, signals=SignalManager())
    return Resume.from_crawler(crawler)


def test_all_boards_of_a_source_name_the_crawl_whose_pages_are_taken_up(tmp_path):
    spider = all_spiders()["greenhouse"]()
    resume = resumed(tmp_path / "r1.warc.gz", spider)
    for board in ("acme", "beta", "new"):
        found = resume.process_request(
            Request(page(board), meta={"board": Board("greenhouse", board)})
        )
        assert bool(found) is (board != "new")
    said = {board: list(spider.crawl_stats.board(board).notes) for board in ("acme", "beta", "new")}
    note = "pages of the crawl of 2026-11-30 10:36 UTC are taken up"
    assert said == {"acme": [note], "beta": [note], "new": []}
