"""Unread records of a crawl: a posting that may be among them is not proven absent."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, func, select

from models.tables import crawl_run, quarantine

NAMED = ("missing_title", "missing_url", "title_too_long")
"""Reasons of refused records that still name their posting: it counts as seen."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Unread records of the boards of a source that have any in a run.

    `now` has their number by board. `before` has the start (UTC) and the number of each earlier
    crawl of the board, in order.
    """

    now: Mapping[str, int] = field(default_factory=dict)
    before: Mapping[str, list[tuple[datetime, int]]] = field(default_factory=dict)

    def may_hide(self, board: str, last_seen: datetime) -> bool:
        """Return whether a posting may be among a board's unread records.

        It may be where there are more of them than in the crawl that last read the posting. One
        record, such as a block of a page, may hide any number of postings.
        """
        crawls = self.before.get(board, [])
        last = bisect_right(crawls, last_seen, key=lambda crawl: crawl[0]) - 1
        return self.now.get(board, 0) > (crawls[last][1] if last >= 0 else 0)


def unread_in(connection: Connection, run_id: str, source: str) -> Unread:
    """Return the unread records of a source in a run; one query where there are none."""
    refused, crawl = quarantine.c, crawl_run.c
    mine = (refused.source == source) & refused.reason.not_in(NAMED)
    count = select(refused.board, func.count().label("n")).where(mine, refused.run_id == run_id)
    now = {row.board: row.n for row in connection.execute(count.group_by(refused.board))}
    if not now:
        return Unread()
    each = (
        select(crawl.board, crawl.started_at, func.count(refused.n).label("n"))
        .outerjoin_from(
            crawl_run,
            quarantine,
            mine & (refused.run_id == crawl.run_id) & (refused.board == crawl.board),
        )
        .where(crawl.source == source, crawl.board.in_(now), crawl.run_id != run_id)
        .group_by(crawl.run_id, crawl.board, crawl.started_at)
        .order_by(crawl.started_at)
    )
    before: dict[str, list[tuple[datetime, int]]] = {}
    for row in connection.execute(each):
        before.setdefault(row.board, []).append((row.started_at, row.n))
    return Unread(now, before)
