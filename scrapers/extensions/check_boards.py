"""Check whether boards exist: with PAYBAND_CHECK a crawl requests only their listings."""

import json
import sys
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from models.run import CrawlRun
from models.vocab import RunState
from scrapers.base import BaseJobSpider
from scrapers.crawl_hub import CrawlHub

GONE = (
    "http_404",
    "http_410",
)  # the site's own answer; a missing network or a refusal proves nothing


class CheckBoards:
    """Prints one JSON line per board at the end of a check: its state and the reason."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("PAYBAND_CHECK"):
            raise NotConfigured
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension. Raises NotConfigured outside a check."""
        check = cls(crawler)
        crawler.signals.connect(check.spider_closed, signals.spider_closed)
        return check

    def spider_closed(self, spider: BaseJobSpider) -> None:
        """Print the result of each board."""
        stats = CrawlHub.of(self.crawler).stats
        for row in stats.rows("", spider.name, spider.plan.at, done=True):
            said = {"board": row.board, "state": verdict(row), "message": row.message or ""}
            print(json.dumps(said, ensure_ascii=False), file=sys.stdout)  # noqa: T201  # read by its caller


def verdict(row: CrawlRun) -> str:
    """Return `live`, `empty` (no postings), `dead` (no such board) or `can't tell`.

    A board is dead only where the site itself answered 404 or 410. A missing network, a timeout,
    a refusal (401, 403, 429) or a server error says nothing about the board.
    """
    if row.responses and not row.errors:
        return "empty" if row.state is RunState.EMPTY and not row.message else "live"
    words = row.message or ""
    return "dead" if any(f": {code}: " in words for code in GONE) else "can't tell"
