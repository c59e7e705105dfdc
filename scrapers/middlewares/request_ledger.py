"""Every request and what became of it: the spider middleware that keeps the ledger."""

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
from scrapers.middlewares.challenge import ChallengeError, challenge_in
from scrapers.middlewares.conditional_requests import page_of
from scrapers.middlewares.faults import UNUSABLE, Fault, fault, page_fault

SHOWN = 1000  # characters of an unusable page kept with its refusal
GONE = (404, 410)  # what was there is no more: proof, where it is a posting's own page
STALE_PAGES = 2  # pages in a row without a posting that is new to the crawl: the source repeats


class RequestLedger(BaseSpiderMiddleware):
    """Stands next to the spider: what leaves it is asked, what comes back is answered.

    A request that was asked and neither answered nor given up came to nothing on its way
    (filtered as off the site, a redirect loop, the crawl's end): its board isn't complete.
    Boards go from each response to the requests made of it.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
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
        """Return the request as asked for its board, with a callback for its failure.

        None where a board has reached the crawl's limit, or goes on showing the same postings.
        """
        if response is not None and "board" in response.meta:
            request.meta.setdefault("board", response.meta["board"])
        account = self.account(request.meta)
        if response is not None and not self._worth(request, response, account):
            return None
        account.asked += 1
        request.errback = partial(self.given_up, then=request.errback)
        return request

    def get_processed_item(self, item: Any, response: Response | None) -> Any:
        """Return the item; None where it is too old, or its board has reached the limit."""
        meta = response.meta if response else {}
        account = self.account(meta)
        if self.spider.too_old(item):
            account.rule_out("before_since")
            account.narrow(f"only postings since {self.spider.since}")
            meta["older"] = True
            return None
        if self._full(account):
            account.narrow("stopped at the limit")
            return None
        self.passed[account.board] += 1
        shown, fresh = meta.get("shown", (0, 0))
        meta["shown"] = (shown + 1, fresh + (item.source_key not in account.keys))
        account.keys.add(item.source_key)
        return item

    def _full(self, account: BoardStats) -> bool:
        return bool(self.spider.limit) and self.passed[account.board] >= self.spider.limit

    def _worth(self, request: Request, response: Response, account: BoardStats) -> bool:
        """Return whether to go on from a response; count the stale pages up to the request."""
        if self.crawler.settings.getbool("PAYBAND_CHECK"):
            account.narrow("only its listing was asked for")
            return False
        if self._full(account):
            account.narrow("stopped at the limit")
            return False
        shown, fresh = response.meta.get("shown", (0, 0))
        if self.spider.newest_first and response.meta.get("older") and not shown:
            return False
        stale = response.meta.get("stale_pages", 0)
        stale = 0 if fresh else stale + bool(shown)
        request.meta["stale_pages"] = stale
        if stale >= STALE_PAGES:
            account.narrow(f"pages repeat themselves: {response.url}")
        return stale < STALE_PAGES

    def process_spider_input(self, response: Response) -> None:
        """Count a response on its way to the spider; raise ChallengeError for one that isn't."""
        if marker := challenge_in(response):
            raise ChallengeError(marker, response)
        account = self.account(response.meta)
        account.answered += 1
        at = response.meta.get("fetched_at")
        account.received(at)
        self.spider.ledger.clock(ahead(response, at) if at else None)
        if page := page_of(self.spider.name, response):
            self.spider.ledger.pages[page.url] = page

    def process_spider_exception(self, response: Response, exception: Exception) -> None:
        """Count a callback that raised; Scrapy logs it."""
        found = page_fault(exception, response.body)
        account = self.account(response.meta)
        account.error(f"{response.url}: {found.code}: {found.words}")
        if response.request:
            self.spider.ledger.pages.pop(response.request.url, None)
        self._quarantine(account, found, response.url, response)

    def given_up(self, failure: Failure, then: Callable[[Failure], Any] | None) -> Any:
        """Count a request that got no usable answer, after the retries; return what `then` makes.

        `then` is the spider's own word for such a request, if it has one.
        """
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy's scraper
        account = self.account(request.meta)
        account.answered += 1
        response = getattr(failure.value, "response", None)
        if response is not None:
            account.received(response.meta.get("fetched_at"))
            if response.status in GONE:
                self.spider.ledger.gone[request.url] = response.meta["fetched_at"]
        found = fault(failure.value)
        words = f"{request.url}: {found.code}: {found.words}"
        self.spider.logger.warning("%s", words)
        if found.refused:
            account.block(words)
        else:
            account.error(words)
        self._quarantine(account, found, request.url, response)
        return then(failure) if then else None

    def request_dropped(self, request: Request) -> None:
        """Forget a request that was asked before; a redirect to it is an error."""
        account = self.account(request.meta)
        if "redirect_times" not in request.meta:
            account.asked -= 1
            return
        account.answered += 1
        came = request.meta.get("redirect_urls", [])
        if request.url in came:
            account.error(f"{request.url}: redirect_loop: it leads back to itself")
        else:
            words = f"{came[-1]} leads there, and this crawl has asked for it by another way"
            account.error(f"{request.url}: redirect_repeats: {words}")

    def _quarantine(
        self, account: BoardStats, found: Fault, url: str, response: Response | None
    ) -> None:
        """Keep word of a page that can't be used."""
        if found.code in UNUSABLE:
            start = response.text[:SHOWN] if isinstance(response, TextResponse) else ""
            ledger = self.spider.ledger
            ledger.refuse_page(account.board, found.code, found.words, url, start)

    def account(self, meta: dict[str, Any]) -> BoardStats:
        """Return the account of the board a request or response belongs to."""
        board = meta.get("board")
        return self.spider.ledger.account(board.token if board else "")
