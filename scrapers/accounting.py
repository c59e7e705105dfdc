"""Every request and what became of it: the spider middleware that keeps the ledger."""

from collections import Counter
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.base import BaseSpiderMiddleware
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from scrapers.base import BaseJobSpider
from scrapers.challenge import challenge_in
from scrapers.ledger import Account

REFUSED = (401, 403)


class ChallengeError(IgnoreRequest):
    """A page that asks for a human instead of answering."""

    def __init__(self, marker: str, response: Response) -> None:
        super().__init__(f"a challenge page ({marker!r})")
        self.response = response


class Accounting(BaseSpiderMiddleware):
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

    def get_processed_request(self, request: Request, response: Response | None) -> Request:
        """Return the request as asked for its board, with a callback for its failure."""
        if response is not None and "board" in response.meta:
            request.meta.setdefault("board", response.meta["board"])
        self.account(request.meta).asked += 1
        return request if request.errback else request.replace(errback=self.given_up)

    def get_processed_item(self, item: Any, response: Response | None) -> Any:
        """Return the item, or None once its board has reached the crawl's limit."""
        account = self.account(response.meta if response else {})
        if self.spider.limit and self.passed[account.board] >= self.spider.limit:
            account.stopped_at_limit = True
            return None
        self.passed[account.board] += 1
        return item

    def process_spider_input(self, response: Response) -> None:
        """Count a response on its way to the spider; raise ChallengeError for one that isn't."""
        if marker := challenge_in(response):
            raise ChallengeError(marker, response)
        account = self.account(response.meta)
        account.answered += 1
        account.received(response.meta.get("fetched_at"))

    def process_spider_exception(self, response: Response, exception: Exception) -> None:
        """Count a callback that raised; Scrapy logs it."""
        words = f"{response.url}: {type(exception).__name__}: {exception}"
        self.account(response.meta).error(words)

    def given_up(self, failure: Failure) -> None:
        """Count a request that got no usable answer, after the retries."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy's scraper
        account = self.account(request.meta)
        account.answered += 1
        error = failure.value
        response = getattr(error, "response", None)
        if response is not None:
            account.received(response.meta.get("fetched_at"))
        words = f"{request.url}: {_words(error)}"
        self.spider.logger.warning("%s", words)
        if isinstance(error, ChallengeError) or getattr(response, "status", 0) in REFUSED:
            account.block(words)
        else:
            account.error(words)

    def request_dropped(self, request: Request) -> None:
        """Forget a request that was asked before; one that a redirect led back to stays open."""
        if "redirect_times" not in request.meta:
            self.account(request.meta).asked -= 1

    def account(self, meta: dict[str, Any]) -> Account:
        """Return the account of the board a request or response belongs to."""
        board = meta.get("board")
        return self.spider.ledger.account(board.token if board else "")


def _words(error: BaseException | None) -> str:
    if isinstance(error, HttpError):
        return f"HTTP {error.response.status}"
    return str(error) or type(error).__name__
