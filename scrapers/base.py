"""BaseJobSpider, the base class of every spider: it turns records into raw postings."""

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
from pipeline.operate.crawls.boards import Board
from pipeline.operate.crawls.spider_arguments import CHOSEN, check_names, read_options
from scrapers.crawl_stats import CrawlStats
from scrapers.downloader.replay import open_index
from scrapers.limits import MOST_RECORDS, above_limit
from scrapers.plan import Plan, board_plan, page_plan, replay_plan
from scrapers.readers.record_values import bare
from scrapers.run_mode import apply_run_mode

Found = TypeVar("Found")  # the result of a record: a posting, several, or the request for one

MOST_KEYS = 100  # unknown keys of a source's records that the log names at most
UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class BaseJobSpider(Spider):
    """The spider of one source: its name, its platform or addresses, and `parse`.

    `pipeline.operate.crawls.spider_arguments` lists the arguments of a crawl. `limit` and
    `since` leave a board partial. A replay takes the arguments from the archive.
    """

    platform: ClassVar[str] = ""
    allowed_domains: ClassVar[list[str]] = []
    known: ClassVar[frozenset[str]] = frozenset()  # keys of a record that are read, kept or ignored
    newest_first: ClassVar[bool] = False  # then a page older than `since` ends the listing
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
        """Return the spider with its plan. The crawl fails where the plan cannot be made.

        An unknown spider argument ends the process with exit code 2.
        """
        try:
            spider = super().from_crawler(crawler, *args, **kwargs)
        except UsageError as error:
            logging.getLogger(cls.name).error("%s", error)  # noqa: TRY400  # no traceback needed
            raise SystemExit(error.exit_code) from None
        try:
            secrets = spider.ledger.redactor = redactor(load_settings())
            spider.urls = tuple(
                map(secrets.text, spider.urls)
            )  # the key is added when a request is signed
            spider.settle(spider.make_plan(crawler.settings.get("PAYBAND_REPLAY")))
        except PaybandError as error:
            spider.logger.error("%s", error)  # noqa: TRY400  # no traceback needed
            spider.ledger.fail(str(error))
            spider.ledger.account("")
        return spider

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
        return page_plan(self.urls or self.start_urls, self.options)

    def settle(self, plan: Plan) -> None:
        """Use `plan` for this crawl. Raises UsageError for an option that can't be read."""
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
        """Return the request for a board's listing. A platform with boards overrides this."""
        raise TypeError(f"{type(self).__name__} has no boards: {board}")

    def board(self, response: Response) -> Board:
        """Return the board a response belongs to; an empty one for a source without boards."""
        board: Board = response.meta.get("board") or Board(self.platform, "")
        return board

    def posting(
        self, response: Response, *, source_key: str, url: str, title: str, **fields: Any
    ) -> RawPosting:
        """Return the raw posting of one record, with the values as the source gave them.

        Source, board, country hint and time (UTC) come from the crawl. Where the record names no
        company, it is the board's. `source_key` must be unique within the source. Where the page
        was not in its stated encoding, `read_as` in `extra` holds the encoding that was used.
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

        A broken record does not affect the other records of the page. `read` returns a posting or
        the request that leads to it, or None for a record that a rule leaves out. A record is also
        refused where it is too large, or where `MOST_RECORDS` others of the page come before it.
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
        """Log each unknown key of a record once: the source may have added a field."""
        if not isinstance(record, Mapping) or not self.known or len(self.unjudged) >= MOST_KEYS:
            return
        strange = set(record) - self.known - self.unjudged
        for key in sorted(strange)[: MOST_KEYS - len(self.unjudged)]:
            self.unjudged.add(key)
            self.logger.warning("unknown key of a record, kept in extra: %s", key)

    def rule_out(self, response: Response, reason: str) -> None:
        """Count a record that a rule of the source leaves out, such as an unlisted job."""
        self.ledger.account(self.board(response).token).rule_out(reason)

    def too_old(self, posting: RawPosting) -> bool:
        """Return whether the date that a posting states is before `since`."""
        if self.since is None:
            return False
        from pipeline.clean.dates.day import read_day  # noqa: PLC0415  # saves most crawls half a second

        posted = read_day(posting.posted, posting.fetched_at, posting.country)
        return posted is not None and posted < self.since

    def claim(self, response: Response, total: int) -> None:
        """Note how many records the source states for a board; with fewer, the board is partial."""
        account = self.ledger.account(self.board(response).token)
        account.claimed = max(account.claimed, total)

    def refuse(self, response: Response, reason: str, detail: str, record: Any) -> None:
        """Quarantine a record that cannot be used. `reason` is a code, `detail` is text."""
        board = self.board(response).token
        if self.ledger.refuse(board, reason, detail, response.url, record):
            self.logger.warning("%s: %s: %s", response.url, reason, detail)

    def leave_out(self, response: Response, reason: str, why: str, count: int) -> None:
        """Note the number of unread records of a page in one row of quarantine."""
        words = f"{count} record(s) left out: {why}"
        self.logger.warning("%s: %s: %s", response.url, reason, words)
        self.ledger.leave_out(self.board(response).token, reason, words, response.url, count)
