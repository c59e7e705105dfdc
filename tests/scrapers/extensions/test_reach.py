"""A machine that is offline: said once a source, and soon."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
)
from scrapy.settings import Settings

from models.run import CrawlRun
from models.vocab import RunState
from pipeline.cli.output.board_rows import fault_lines
from pipeline.clock import now
from pipeline.operate.crawls.online import NOBODY, Online
from scrapers.crawl_hub import CrawlHub
from scrapers.crawl_stats import CrawlStats
from scrapers.extensions.reach import ENOUGH, Reach
from scrapers.middlewares.faults import UnreachableError
from tests.scrapers.conftest import TinySite


@pytest.mark.parametrize(
    ("error", "tries", "counts"),
    [
        (CannotResolveHostError("a"), 2, True),
        (CannotResolveHostError("a"), 1, False),
        (UnreachableError("no way"), 2, True),
        (DownloadFailedError("reset"), 2, False),
        (DownloadConnectionRefusedError("no"), 2, False),
    ],
)
def test_a_host_counts_once_its_last_try_found_no_way(error, tries, counts):
    crawler: Any = SimpleNamespace(settings=Settings({"RETRY_TIMES": 2}))
    hub = CrawlHub(crawler, CrawlStats())
    crawler.get_extension = {CrawlHub: hub}.get
    reach = Reach(crawler)
    reach.failed("a.example", error, tries)
    assert hub.stats.offline.startswith(NOBODY) is counts
    reach.response_downloaded()
    reach.failed("b.example", error, tries)
    assert hub.stats.offline == ""


@pytest.fixture
def nowhere(tmp_path, warm):
    """Return a site whose boards are each on a host of a name that nobody knows."""
    pages = {f"b{n}": f"http://b{n}.example/" for n in range(40)}
    (tmp_path / "sites.json").write_text(json.dumps(pages))
    site = TinySite(None, tmp_path, warm)
    site.spider = "fault_spider.py"
    site.list_boards(*pages, platform="faulty")
    return site


def test_a_crawl_that_reaches_nobody_says_so_once_and_ends(nowhere):
    more = {"PAYBAND_TEST_SITES": str(nowhere.folder / "sites.json")}
    log = nowhere.live(run="r1", environment=more)
    rows = nowhere.rows("select * from crawl_run")
    assert len(rows) == 40
    assert {row["state"] for row in rows} == {"failed"}
    (message,) = {row["message"] for row in rows}
    assert message.startswith("no host could be reached (dns): b0.example, ")
    assert "(offline)" in log
    asked = {line for line in log.splitlines() if "robots.txt can't be read" in line}
    assert ENOUGH <= len(asked) < 40


def row(source, board, message):
    said: Any = {"state": RunState.FAILED, "message": message, "started_at": now()}
    return CrawlRun(run_id="r", source=source, board=board, **said)


def test_boards_with_the_same_fault_are_one_line():
    boards = [row("ashby", f"b{n}", f"{NOBODY} (dns)") for n in range(29)]
    boards.append(row("ashby", "odd", "it hung"))
    assert fault_lines(boards) == [
        "ashby 29 boards: failed: no host could be reached (dns)",
        "ashby odd: failed: it hung",
    ]
    assert fault_lines([row("jobicy", "", "gone")]) == ["jobicy: failed: gone"]


def test_a_run_that_reaches_nobody_gives_up():
    online = Online()
    for number in range(3):
        assert not online.given_up
        online.note([row("a", f"b{number}", f"{NOBODY} (dns)"), row("a", "", f"{NOBODY} (dns)")])
    assert online.given_up
    assert "3 sources before it reached no host" in (online.passed_over("r", "z").message or "")


@pytest.mark.parametrize("message", [None, "https://a.example/: http_404: HTTP 404"])
def test_one_answer_keeps_a_run_going(message):
    online = Online()
    online.note([row("z", "", message)])
    for _ in range(9):
        online.note([row("a", "", f"{NOBODY} (dns)")])
    assert not online.given_up
