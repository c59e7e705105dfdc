"""Whether boards are there: in a check (PAYBAND_CHECK) only listings are asked for."""

import json
import sys
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from models.run import CrawlRun
from models.vocab import RunState
from scrapers.base import BaseJobSpider

GONE = ("http_404", "http_410")  # the site's own answer; no network or a refusal says nothing


class CheckBoards:
    """Prints a JSON line a board at the end of a check: its state and the reason."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("PAYBAND_CHECK"):
            raise NotConfigured

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension. Raises NotConfigured outside a check."""
        check = cls(crawler)
        crawler.signals.connect(check.spider_closed, signals.spider_closed)
        return check

    def spider_closed(self, spider: BaseJobSpider) -> None:
        """Print what each board answered."""
        for row in spider.ledger.rows("", spider.name, spider.plan.at, done=True):
            said = {"board": row.board, "state": verdict(row), "message": row.message or ""}
            print(json.dumps(said, ensure_ascii=False), file=sys.stdout)  # noqa: T201  # read by its caller


def verdict(row: CrawlRun) -> str:
    """Return `live`, `empty` (it lists nothing), `dead` (there is no such board) or `can't tell`.

    Dead is only what the site itself answered for: 404 or 410. No network, a timeout, a refusal
    (401, 403, 429) and a server error tell nothing of the board.
    """
    if row.responses and not row.errors:
        return "empty" if row.state is RunState.EMPTY and not row.message else "live"
    words = row.message or ""
    return "dead" if any(f": {code}: " in words for code in GONE) else "can't tell"
