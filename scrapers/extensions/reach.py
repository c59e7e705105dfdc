"""Find out whether this machine is offline: end a crawl that reaches no host."""

from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError

from pipeline.operate.crawls.online import ASKS, NOBODY
from scrapers.crawl_hub import CrawlHub
from scrapers.middlewares.faults import UnreachableError, fault

UNREACHED = (CannotResolveHostError, UnreachableError)  # a refusal shows that the host was reached

ENOUGH = 5  # so many hosts failed after their retries and none answered: this machine is offline


class Reach:
    """Counts the hosts that gave no answer, until one answers; ends a crawl that is offline.

    The crawl stats then report it once, not for each board.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.answered = False
        self.vain: set[str] = set()
        self.last_try = crawler.settings.getint("RETRY_TIMES")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension, listening for answers."""
        reach = cls(crawler)
        crawler.signals.connect(reach.response_downloaded, signals.response_downloaded)
        return reach

    def response_downloaded(self) -> None:
        """Note that a host answered."""
        if not self.answered:
            self.answered = True
            self._say("")

    def failed(self, host: str, error: Exception, tries: int) -> None:
        """Note that a host gave no answer after `tries` earlier tries."""
        if self.answered or tries < self.last_try or not isinstance(error, UNREACHED):
            return
        self.vain.add(host)
        named = ", ".join(sorted(self.vain)[:3])
        more = f" and {len(self.vain) - 3} more" if len(self.vain) > 3 else ""
        self._say(f"{NOBODY} ({fault(error).code}): {named}{more}; {ASKS}")
        if len(self.vain) == ENOUGH:
            CrawlHub.of(self.crawler).end("offline")

    def _say(self, words: str) -> None:
        CrawlHub.of(self.crawler).stats.offline = words
