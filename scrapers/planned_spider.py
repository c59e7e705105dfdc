"""PlannedSpider: the declared arguments of a crawl, the plan made from them, the first requests."""

import logging
from collections.abc import AsyncIterator
from datetime import date
from typing import Any, ClassVar, Self
from urllib.parse import quote, urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings

from pipeline.errors import UsageError
from pipeline.operate.crawls.boards import Board
from pipeline.operate.crawls.spider_arguments import CHOSEN, check_names, read_options
from scrapers.crawl_stats import CrawlStats
from scrapers.downloader.replay import open_index
from scrapers.plan import Plan, board_plan, page_plan, replay_plan
from scrapers.run_mode import apply_run_mode


class PlannedSpider(Spider):
    """A spider that requests what its plan says.

    `pipeline.operate.crawls.spider_arguments` lists the arguments of a crawl. `limit` and
    `since` leave a board partial. A replay takes the arguments from the archive.
    """

    platform: ClassVar[str] = ""
    allowed_domains: ClassVar[list[str]] = []
    search: ClassVar[tuple[str, ...]] = ()
    """Addresses of a search, with `{words}` for its words."""
    start_urls: list[str] = []  # noqa: RUF012  # Scrapy declares it so

    def __init__(
        self, name: str | None = None, *, boards: str = "", urls: str = "", **options: str
    ) -> None:
        super().__init__(name)
        check_names(options)
        self.wanted: tuple[str, ...] = CHOSEN["boards"].read(boards)
        self.urls: tuple[str, ...] = CHOSEN["urls"].read(urls)
        self.options = options
        self.given: dict[str, Any] = {}
        self.limit = 0
        self.since: date | None = None
        self.plan = Plan()
        self.crawl_stats = CrawlStats()  # of a spider without a crawl; `prepare` sets the crawl's

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Fit the settings to the crawl: live, archived or replayed. Raises scrapy's UsageError."""
        super().update_settings(settings)
        apply_run_mode(settings, cls.name)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Return the spider. An unknown spider argument ends the process with exit code 2."""
        try:
            return super().from_crawler(crawler, *args, **kwargs)
        except UsageError as error:
            logging.getLogger(cls.name).error("%s", error)  # noqa: TRY400  # no traceback needed
            raise SystemExit(error.exit_code) from None

    def prepare(self, stats: CrawlStats, replayed: str | None) -> None:
        """Plan the crawl, live or of the archive at `replayed`, and count in `stats` from now on.

        Raises UsageError and InputError where the plan cannot be made.
        """
        self.crawl_stats = stats
        # A key of the user is added when a request is signed.
        self.urls = tuple(map(stats.redactor.text, self.urls))
        self.settle(self.make_plan(replayed))

    def make_plan(self, replayed: str | None) -> Plan:
        """Return what to request: from the arguments, or from the archive at `replayed`."""
        if replayed:
            index = open_index(replayed)
            for place in index.damage:
                self.logger.warning("%s", place)
            source = (self.name, self.platform)
            return replay_plan(source, self.wanted, self.options, index.crawls)
        if self.platform:
            return board_plan(self.platform, self.wanted, self.options)
        return page_plan(self.urls or self.searches() or self.start_urls, self.options)

    def searches(self) -> list[str]:
        """Return the addresses of a search by the words given; an empty list without words.

        Raises UsageError where the source has no search.
        """
        words = read_options(self.options).get("words", ())
        if words and not self.search:
            raise UsageError(f"words: {self.name} has no search")
        return [address.format(words=quote(term)) for term in words for address in self.search]

    def settle(self, plan: Plan) -> None:
        """Use `plan` for this crawl. Raises UsageError for an option that can't be read."""
        self.plan, self.given = plan, read_options(plan.options)
        self.limit, self.since = self.given.get("limit", 0), self.given.get("since")
        if not self.allowed_domains:  # then the crawl stays on the sites it was given
            hosts = {urlsplit(url).hostname or "" for url in plan.urls}
            vars(self)["allowed_domains"] = sorted(hosts)
        for token in [board.token for board in plan.boards] or [""]:
            self.crawl_stats.board(token)

    async def start(self) -> AsyncIterator[Any]:
        """Yield one request for each board, or for each start address."""
        for board in self.plan.boards:
            request = self.board_request(board)
            yield request.replace(meta=request.meta | {"board": board})
        for url in self.plan.urls:
            yield Request(url)

    def board_request(self, board: Board) -> Request:
        """Return the request for a board's listing. A platform with boards overrides this."""
        raise TypeError(f"{type(self).__name__} has no boards: {board}")
