"""BaseJobSpider: what every spider shares. A spider says what the page said, no more."""

import logging
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any, ClassVar, Self, TypeVar
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings

from models.raw import RawPosting
from pipeline.config import load_settings, redactor
from pipeline.errors import PaybandError, UsageError
from pipeline.operate.crawls.spider_arguments import CHOSEN, check_names, read_options
from scrapers.boards import Board
from scrapers.crawl_stats import CrawlStats
from scrapers.downloader.replay import open_index
from scrapers.limits import MOST_RECORDS, above_limit
from scrapers.plan import Plan, board_plan, page_plan, replay_plan
from scrapers.readers.record_values import bare
from scrapers.run_mode import apply_run_mode

Found = TypeVar("Found")  # what a record comes to: a posting, several, or the request for one

MOST_KEYS = 100  # new keys of a source's records that the log names
UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class BaseJobSpider(Spider):
    """A source: its name, its platform or addresses, and `parse`.

    The arguments of a crawl are those of `pipeline.operate.crawls.spider_arguments`; `limit` and
    `since` leave a board partial. A replay takes those of the archive.
    """

    platform: ClassVar[str] = ""
    allowed_domains: ClassVar[list[str]] = []
    known: ClassVar[frozenset[str]] = frozenset()  # a record's keys that are read, kept or ignored
    newest_first: ClassVar[bool] = False  # pages older than `since` end the listing
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
        self.ledger = CrawlStats()
        self.plan = Plan()
        self.unjudged: set[str] = set()

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Fit the settings to the crawl: live, archived or replayed. Raises scrapy's UsageError."""
        super().update_settings(settings)
        apply_run_mode(settings)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Return the spider with its plan made; a plan that can't be made fails the crawl.

        An argument that no spider has ends the process with exit code 2.
        """
        try:
            spider = super().from_crawler(crawler, *args, **kwargs)
        except UsageError as error:
            logging.getLogger(cls.name).error("%s", error)  # noqa: TRY400  # words say it all
            raise SystemExit(error.exit_code) from None
        try:
            secrets = spider.ledger.redactor = redactor(load_settings())
            spider.urls = tuple(map(secrets.text, spider.urls))  # who signs a request adds the key
            spider.settle(spider.make_plan(crawler.settings.get("PAYBAND_REPLAY")))
        except PaybandError as error:
            spider.logger.error("%s", error)  # noqa: TRY400  # words for the user say it all
            spider.ledger.fail(str(error))
            spider.ledger.account("")
        return spider

    def make_plan(self, replayed: str | None) -> Plan:
        """Return what to ask for, live or told by the archive at `replayed`."""
        if replayed:
            index = open_index(replayed)
            for place in index.damage:
                self.logger.warning("%s", place)
            source = (self.name, self.platform)
            return replay_plan(source, self.wanted, self.options, index.crawls)
        if self.platform:
            return board_plan(self.platform, self.wanted, self.options)
        return page_plan(self.urls or self.start_urls, self.options)

    def settle(self, plan: Plan) -> None:
        """Take a plan as this crawl's own. Raises UsageError for an option that can't be read."""
        self.plan, self.given = plan, read_options(plan.options)
        self.limit, self.since = self.given.get("limit", 0), self.given.get("since")
        if not self.allowed_domains:  # then the crawl stays on the sites it was given
            hosts = {urlsplit(url).hostname or "" for url in plan.urls}
            vars(self)["allowed_domains"] = sorted(hosts)
        for token in [board.token for board in plan.boards] or [""]:
            self.ledger.account(token)

    async def start(self) -> AsyncIterator[Any]:
        """Yield one request for each board, or for each start address."""
        for board in self.plan.boards:
            request = self.board_request(board)
            yield request.replace(meta=request.meta | {"board": board})
        for url in self.plan.urls:
            yield Request(url)

    def board_request(self, board: Board) -> Request:
        """Return the request for a board's listing: a platform with boards says which."""
        raise TypeError(f"{type(self).__name__} has no boards: {board}")

    def board(self, response: Response) -> Board:
        """Return the board a response belongs to; an empty one where the source has none."""
        board: Board = response.meta.get("board") or Board(self.platform, "")
        return board

    def posting(
        self, response: Response, *, source_key: str, url: str, title: str, **fields: Any
    ) -> RawPosting:
        """Return the raw posting of one record: what the page said, as found.

        Source, board, country hint and time come from the crawl; the company is the board's
        where the record names none. `source_key` must be unique within the source. Where the
        page was not in the encoding it stated, `extra` says in which as `read_as`.
        """
        board = self.board(response)
        fields["company"] = bare(fields.get("company", "")) or board.company
        fields.setdefault("country", board.country)
        if flags := [flag for flag in response.flags if flag.startswith("read_as_")]:
            fields["extra"] = {**fields.get("extra", {}), "read_as": flags[0][len("read_as_") :]}
        return RawPosting(
            source=self.name,
            source_key=source_key,
            url=url,
            title=bare(title),
            board=board.token,
            fetched_at=response.meta.get("fetched_at"),
            **fields,
        )

    def read_each(
        self,
        response: Response,
        records: Iterable[Any],
        read: Callable[[Response, Any], Found | None],
    ) -> Iterator[Found]:
        """Yield `read(response, record)` of each record; refuse one that cannot be read.

        So one broken record never loses the page's others. `read` returns a posting or the
        request that leads to it, or None for a record it ruled out. Records that are too large
        are refused, and so are those of a page that come after `MOST_RECORDS` others.
        """
        waiting = iter(records)
        for record in islice(waiting, MOST_RECORDS):
            if above := above_limit(record):
                self.refuse(response, "record_too_large", above, record)
                continue
            self.signal(record)
            try:
                found = read(response, record)
            except UNREADABLE as error:
                detail = f"{type(error).__name__}: {error}"
                self.refuse(response, "unreadable_record", detail, record)
            else:
                if found is not None:
                    yield found
        if more := sum(1 for _ in waiting):
            self.leave_out(response, "too_many_records", f"after {MOST_RECORDS} others", more)

    def signal(self, record: Any) -> None:
        """Say once which keys of a record nobody has judged: the source may have gained a field."""
        if not isinstance(record, Mapping) or not self.known or len(self.unjudged) >= MOST_KEYS:
            return
        strange = set(record) - self.known - self.unjudged
        for key in sorted(strange)[: MOST_KEYS - len(self.unjudged)]:
            self.unjudged.add(key)
            self.logger.warning("a key nobody has judged, kept in extra: %s", key)

    def rule_out(self, response: Response, reason: str) -> None:
        """Count a record that a rule of the source leaves out, such as an unlisted job."""
        self.ledger.account(self.board(response).token).rule_out(reason)

    def too_old(self, posting: RawPosting) -> bool:
        """Return whether a posting was posted before `since`, by its own word."""
        if self.since is None:
            return False
        from pipeline.clean.dates.day import read_day  # noqa: PLC0415  # half a second most crawls save

        posted = read_day(posting.posted, posting.fetched_at, posting.country)
        return posted is not None and posted < self.since

    def claim(self, response: Response, total: int) -> None:
        """Take the source's word for how many records a board has; fewer leave it partial."""
        account = self.ledger.account(self.board(response).token)
        account.claimed = max(account.claimed, total)

    def refuse(self, response: Response, reason: str, detail: str, record: Any) -> None:
        """Put a record that cannot be used into quarantine: `reason` a code, `detail` in words."""
        board = self.board(response).token
        if self.ledger.refuse(board, reason, detail, response.url, record):
            self.logger.warning("%s: %s: %s", response.url, reason, detail)

    def leave_out(self, response: Response, reason: str, why: str, count: int) -> None:
        """Count records of a page that are not read, in one row of quarantine."""
        words = f"{count} record(s) left out: {why}"
        self.logger.warning("%s: %s: %s", response.url, reason, words)
        self.ledger.leave_out(self.board(response).token, reason, words, response.url, count)
