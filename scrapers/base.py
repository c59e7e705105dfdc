"""BaseJobSpider, the base class of every spider: it turns records into raw postings."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, ClassVar, TypeVar

from scrapy.http import Response

from models.raw import RawPosting
from pipeline.operate.crawls.boards import Board
from pipeline.publish.counted import many
from scrapers.limits import MOST_RECORDS, above_limit
from scrapers.planned_spider import PlannedSpider
from scrapers.readers.record_values import bare

Found = TypeVar("Found")  # the result of a record: a posting, several, or the request for one

MOST_KEYS = 100  # unknown keys of a source's records that the log names at most
UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class BaseJobSpider(PlannedSpider):
    """The spider of one source: its name, its platform or addresses, and `parse`.

    `parse` copies each record of a page with `read_each` and `posting`; what it refuses, leaves
    out or rules out counts in `crawl_stats`.
    """

    known: ClassVar[frozenset[str]] = frozenset()  # keys of a record that are read, kept or ignored
    newest_first: ClassVar[bool] = False  # then a page older than `since` ends the listing

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        super().__init__(name, **arguments)
        self.unjudged: set[str] = set()

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
        self.crawl_stats.board(self.board(response).token).rule_out(reason)

    def too_old(self, posting: RawPosting) -> bool:
        """Return whether the date that a posting states is before `since`."""
        if self.since is None:
            return False
        from pipeline.clean.dates.day import read_day  # noqa: PLC0415  # saves most crawls half a second
        from pipeline.clean.dates.order import habit  # noqa: PLC0415

        posted = read_day(posting.posted, posting.fetched_at, habit(posting.country))
        return posted is not None and posted < self.since

    def claim(self, response: Response, total: int) -> None:
        """Note how many records the source states for a board; with fewer, the board is partial."""
        stats = self.crawl_stats.board(self.board(response).token)
        stats.claimed = max(stats.claimed, total)

    def refuse(self, response: Response, reason: str, detail: str, record: Any) -> None:
        """Quarantine a record that cannot be used. `reason` is a code, `detail` is text."""
        board = self.board(response).token
        if self.crawl_stats.refuse(board, reason, detail, response.url, record):
            self.logger.warning("%s: %s: %s", response.url, reason, detail)

    def leave_out(self, response: Response, reason: str, why: str, count: int) -> None:
        """Note the number of unread records of a page in one row of quarantine."""
        words = f"{many(count, 'record')} left out: {why}"
        self.logger.warning("%s: %s: %s", response.url, reason, words)
        self.crawl_stats.leave_out(self.board(response).token, reason, words, response.url, count)
