"""RequestLedger: the spider middleware that counts every request and its result."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from scrapy.spidermiddlewares.base import BaseSpiderMiddleware
from twisted.python.failure import Failure

from scrapers.base import BaseJobSpider
from scrapers.board_stats import BoardStats
from scrapers.clock import ahead
from scrapers.crawl_hub import CrawlHub
from scrapers.middlewares.challenge import ChallengeError, challenge_in
from scrapers.middlewares.conditional_requests import page_of
from scrapers.middlewares.faults import UNUSABLE, Fault, fault, page_fault

SHOWN = 1000  # characters of an unusable page that are kept in quarantine
GONE = (
    404,
    410,
)  # the page is removed; of a posting's own page this proves that the posting is closed
STALE_PAGES = 2  # after so many pages in a row without a new posting, the source repeats itself


class RequestLedger(BaseSpiderMiddleware):
    """Spider middleware next to the spider: it counts requests that leave and responses that come.

    A request may have no answer and no failure (filtered as offsite, a redirect loop, the crawl's
    end). Then its board isn't complete. Each request takes its board from the response it was
    made from.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.stats = CrawlHub.of(crawler).stats
        self.passed: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware, listening for dropped duplicates."""
        middleware = super().from_crawler(crawler)
        crawler.signals.connect(middleware.request_dropped, signals.request_dropped)
        return middleware

    @property
    def spider(self) -> BaseJobSpider:
        """The crawl's spider."""
        if not isinstance(self.crawler.spider, BaseJobSpider):
            raise TypeError(f"{self.crawler.spider} is no BaseJobSpider")
        return self.crawler.spider

    def get_processed_request(self, request: Request, response: Response | None) -> Request | None:
        """Count the request for its board, and return it with a callback for its failure.

        None where a board has reached the crawl's limit, or repeats the same postings.
        """
        if response is not None and "board" in response.meta:
            request.meta.setdefault("board", response.meta["board"])
        board = self.board(request.meta)
        if response is not None and not self._worth(request, response, board):
            return None
        board.asked += 1
        request.errback = partial(self.given_up, then=request.errback)
        return request

    def get_processed_item(self, item: Any, response: Response | None) -> Any:
        """Return the item; None where it is too old, or its board has reached the limit."""
        meta = response.meta if response else {}
        board = self.board(meta)
        if self.spider.too_old(item):
            board.rule_out("before_since")
            board.narrow(f"only postings since {self.spider.since}")
            meta["older"] = True
            return None
        if self._full(board):
            board.narrow("stopped at the limit")
            return None
        self.passed[board.token] += 1
        shown, fresh = meta.get("shown", (0, 0))
        meta["shown"] = (shown + 1, fresh + (item.source_key not in board.keys))
        board.keys.add(item.source_key)
        return item

    def _full(self, board: BoardStats) -> bool:
        return bool(self.spider.limit) and self.passed[board.token] >= self.spider.limit

    def _worth(self, request: Request, response: Response, board: BoardStats) -> bool:
        """Return whether to follow a request; count the pages without new postings before it."""
        if self.crawler.settings.getbool("PAYBAND_CHECK"):
            board.narrow("only its listing was requested")
            return False
        if self._full(board):
            board.narrow("stopped at the limit")
            return False
        shown, fresh = response.meta.get("shown", (0, 0))
        if self.spider.newest_first and response.meta.get("older") and not shown:
            return False
        stale = response.meta.get("stale_pages", 0)
        stale = 0 if fresh else stale + bool(shown)
        request.meta["stale_pages"] = stale
        if stale >= STALE_PAGES:
            board.narrow(f"pages repeat themselves: {response.url}")
        return stale < STALE_PAGES

    def process_spider_input(self, response: Response) -> None:
        """Count a response for the spider; raise ChallengeError for a challenge page."""
        if marker := challenge_in(response):
            raise ChallengeError(marker, response)
        board = self.board(response.meta)
        board.answered += 1
        at = response.meta.get("fetched_at")
        board.received(at)
        self.stats.clock(ahead(response, at) if at else None)
        if page := page_of(self.spider.name, response):
            self.stats.pages[page.url] = page

    def process_spider_exception(self, response: Response, exception: Exception) -> None:
        """Count a callback that raised. Scrapy logs the error."""
        found = page_fault(exception, response.body)
        board = self.board(response.meta)
        board.error(f"{response.url}: {found.code}: {found.words}")
        if response.request:
            self.stats.pages.pop(response.request.url, None)
        self._quarantine(board, found, response.url, response)

    def given_up(self, failure: Failure, then: Callable[[Failure], Any] | None) -> Any:
        """Count a request without a usable answer after its retries; return the result of `then`.

        `then` is the spider's own errback, if it has one.
        """
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy's scraper
        board = self.board(request.meta)
        board.answered += 1
        response = getattr(failure.value, "response", None)
        if response is not None:
            board.received(response.meta.get("fetched_at"))
            if response.status in GONE:
                self.stats.gone[request.url] = response.meta["fetched_at"]
        found = fault(failure.value)
        words = f"{request.url}: {found.code}: {found.words}"
        self.spider.logger.warning("%s", words)
        if found.refused:
            board.block(words)
        else:
            board.error(words)
        self._quarantine(board, found, request.url, response)
        return then(failure) if then else None

    def request_dropped(self, request: Request) -> None:
        """Do not count a duplicate request; a redirect to one is an error."""
        board = self.board(request.meta)
        if "redirect_times" not in request.meta:
            board.asked -= 1
            return
        board.answered += 1
        came = request.meta.get("redirect_urls", [])
        if request.url in came:
            board.error(f"{request.url}: redirect_loop: it leads back to itself")
        else:
            words = f"{came[-1]} redirects there, and this crawl has already requested it"
            board.error(f"{request.url}: redirect_repeats: {words}")

    def _quarantine(
        self, board: BoardStats, found: Fault, url: str, response: Response | None
    ) -> None:
        """Note a page that can't be used in quarantine."""
        if found.code in UNUSABLE:
            start = response.text[:SHOWN] if isinstance(response, TextResponse) else ""
            self.stats.refuse_page(board.token, found.code, found.words, url, start)

    def board(self, meta: dict[str, Any]) -> BoardStats:
        """Return the stats of the board that a request or response belongs to."""
        board = meta.get("board")
        return self.stats.board(board.token if board else "")
