"""CrawlStats: the requests, records, refusals and errors of a crawl, by board."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import datetime, timedelta
from typing import Any

from models.page import Page
from models.run import CrawlRun, Quarantine
from models.vocab import RunState
from pipeline.publish.counted import many
from pipeline.redaction import Redactor
from scrapers.board_stats import BoardStats
from scrapers.clock import wrong
from scrapers.limits import SHOWN_RECORD, SHOWN_REFUSALS
from scrapers.storable import storable_text


class CrawlStats:
    """The stats of a crawl's boards, and its refused records until the store takes them.

    `redactor` removes the secrets it knows from every text.
    """

    def __init__(self, redactor: Redactor | None = None) -> None:
        self.redactor = redactor or Redactor(())
        self.boards: dict[str, BoardStats] = {}
        self.failure = ""
        self.offline = ""  # why no host could be reached; empty once one answered
        self.refused = 0
        self.refusals: list[dict[str, Any]] = []
        self.refused_for: Counter[tuple[str, str]] = Counter()  # by board and reason
        self.pages: dict[str, Page] = {}  # pages that were read in full
        self.gone: dict[str, datetime] = {}  # pages that answered 404 or 410, and when
        self.listed: dict[str, datetime] = {}  # keys of refused records, and when they came
        self.skew: timedelta | None = (
            None  # our clock ahead of the sites' clocks: the smallest value
        )

    def board(self, token: str) -> BoardStats:
        """Return the stats of a board by its token; create them on first use."""
        stats = self.boards.get(token)
        if stats is None:
            stats = self.boards[token] = BoardStats(token)
        return stats

    def clock(self, skew: timedelta | None) -> None:
        """Note by how much our clock is ahead of a site's; None where the site gives no time."""
        if skew is not None and (self.skew is None or abs(skew) < abs(self.skew)):
            self.skew = skew

    def fail(self, message: str) -> None:
        """Mark the whole crawl as failed. The first reason is kept."""
        self.failure = self.failure or message

    def cut_off(self, why: str) -> None:
        """Note why the crawl ended early, at each unfinished board."""
        for board in self.boards.values():
            if board.errors or board.unanswered:
                board.narrow(why)

    def refuse(self, board: str, reason: str, detail: str, url: str, record: Any) -> bool:
        """Note a record that cannot be used; `record` is the part that was read.

        Return whether the record is kept. Only the first records of a board and reason are kept;
        the rest are counted.
        """
        self.board(board).refuse(detail)
        self.refused_for[board, reason] += 1
        shown = self.refused_for[board, reason] <= SHOWN_REFUSALS
        if shown:
            self._keep(board, reason, detail, url, record)
        return shown

    def leave_out(self, board: str, reason: str, detail: str, url: str, count: int) -> None:
        """Note `count` records that were not read, in one row."""
        self.board(board).quarantined += count
        self._keep(board, reason, detail, url, {"records": count})

    def refuse_page(self, board: str, reason: str, detail: str, url: str, start: str) -> None:
        """Note a page that cannot be used as an error of its board; `start` is its beginning.

        The number of its records is unknown, so it counts as none. The archive has the whole page.
        """
        self._keep(board, reason, detail, url, {"page": start})

    def _keep(self, board: str, reason: str, detail: str, url: str, record: Any) -> None:
        text = json.dumps(record, default=_plain, ensure_ascii=False)
        if len(text) > SHOWN_RECORD:
            text = json.dumps({"begins": text[:SHOWN_RECORD]}, ensure_ascii=False)
        said = {"board": board, "reason": reason, "detail": detail, "url": url, "record": text}
        texts = {name: self._text(value) for name, value in said.items()}
        self.refusals.append({"n": self.refused} | texts)
        self.refused += 1

    def _text(self, text: str) -> str:
        return storable_text(self.redactor.text(text))

    def take_refusals(self, run_id: str, source: str) -> list[Quarantine]:
        """Return the refused records not yet taken, and a row for those that were only counted."""
        for (board, reason), count in self.refused_for.items():
            if (more := count - SHOWN_REFUSALS) > 0:
                words = f"{many(more, 'more record')} refused for this reason"
                self._keep(board, reason, words, "", {"records": more})
        self.refused_for.clear()
        taken, self.refusals = self.refusals, []
        return [Quarantine(run_id=run_id, source=source, **said) for said in taken]

    def check_balance(self) -> None:
        """Mark the crawl as failed unless the store reports a result for every record it got."""
        for board in self.boards.values():
            if board.stored.total() != board.kept:
                self.fail(
                    f"{board.token or 'the source'}: the store accounts for "
                    f"{board.stored.total()} of {board.kept} postings"
                )

    def rows(self, run_id: str, source: str, at: datetime, *, done: bool) -> list[CrawlRun]:
        """Return one row per board; `at` (UTC) is the time of a board that gave no answer."""
        if self.skew is not None and (words := wrong(self.skew)):
            for board in self.boards.values():
                board.narrow(words)
        return [self._row(b, run_id, source, at, done=done) for b in self.boards.values()]

    def _never_asked(self) -> str:
        """Return why no board was requested; "" where one was, or an archive answered."""
        return "" if any(b.responses for b in self.boards.values()) else self.offline

    def _row(
        self, board: BoardStats, run_id: str, source: str, at: datetime, *, done: bool
    ) -> CrawlRun:
        failure = self.failure or self._never_asked()
        state = RunState.FAILED if failure else board.state()
        words = failure or board.message()
        return CrawlRun(
            run_id=run_id,
            source=source,
            board=board.token,
            started_at=board.first or at,
            finished_at=(board.last or at) if done else None,
            state=state if done else RunState.RUNNING,
            responses=board.responses,
            errors=board.errors + board.unanswered,
            seen=board.stored.total() + board.quarantined + board.ruled_out.total(),
            new=board.stored["new"],
            changed=board.stored["changed"],
            unchanged=board.stored["unchanged"],
            quarantined=board.quarantined,
            ruled_out=board.ruled_out.total(),
            message=self._text(words) if done and words else None,
        )


def _plain(value: Any) -> Any:
    """Return a JSON-compatible form of a value that JSON cannot hold."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)
