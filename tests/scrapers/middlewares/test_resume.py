"""What is taken up from an earlier crawl, what is asked for all the same, and what is said."""

import os
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

from pipeline.archive.archive import ArchiveWriter
from pipeline.operate.crawls.boards import Board
from pipeline.store.runs.quarantine import archive_of
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


def take_up(tiny, run_id, *earlier):
    """Crawl as a run does, from the archives of `earlier` crawls; return the paths asked for."""
    tiny.server.clear_log()
    files = [archive_of(tiny.folder, one, "tiny") for one in earlier]
    archive = archive_of(tiny.folder, run_id, "tiny")
    more = {"PAYBAND_RESUME": os.pathsep.join(map(str, files))} if files else {}
    tiny.live(run=run_id, PAYBAND_ARCHIVE=archive, **more)
    return [request.path for request, _ in tiny.server.log]


def state_in(tiny, run_id):
    ((state,),) = [
        tuple(row.values())
        for row in tiny.rows(f"select state from crawl_run where run_id = '{run_id}'")  # noqa: S608  # our own
    ]
    return state


def test_what_robots_txt_forbade_is_asked_for_once_it_is_open(tiny, job):
    tiny.robots(200, "User-agent: *\nDisallow: /\n")
    tiny.board("acme", [job(1)])
    assert take_up(tiny, "r1") == ["/robots.txt"]
    assert state_in(tiny, "r1") == "blocked"
    tiny.robots(200, "User-agent: *\nDisallow:\n")
    tiny.server.expect_request("/acme").respond_with_json({"jobs": [job(1)]})
    assert take_up(tiny, "r2", "r1") == ["/robots.txt", "/acme"]
    assert state_in(tiny, "r2") == "complete"


MOMENT = (
    "<html><head><title>Just a moment...</title></head><body>"
    "<script src='/cdn-cgi/challenge-platform/h/b/orchestrate'></script></body></html>"
)


@pytest.mark.parametrize("page", ["{", MOMENT], ids=["broken JSON", "a challenge"])
def test_a_page_that_could_not_be_used_is_asked_for_again(tiny, job, page):
    tiny.list_boards("acme")
    kind = "text/html" if page.startswith("<") else "application/json"
    tiny.server.expect_request("/acme").respond_with_data(page, content_type=kind)
    take_up(tiny, "r1")
    assert state_in(tiny, "r1") in ("failed", "blocked")
    tiny.robots(404)
    tiny.server.expect_request("/acme").respond_with_json({"jobs": [job(1)]})
    assert take_up(tiny, "r2", "r1") == ["/robots.txt", "/acme"]
    assert state_in(tiny, "r2") == "complete"


def test_pages_that_are_there_are_taken_up_without_a_request(tiny, job):
    tiny.board("acme", [job(1)])
    take_up(tiny, "r1")
    tiny.robots(503)
    assert take_up(tiny, "r2", "r1") == []
    assert state_in(tiny, "r2") == "complete"
