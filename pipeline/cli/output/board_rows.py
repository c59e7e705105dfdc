"""Boards in tables and lines: those of a source that failed for the same reason are one."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from models.value_text import utc_text

if TYPE_CHECKING:
    from models.run import CrawlRun

COUNTS = ("responses", "seen", "new", "changed", "unchanged", "quarantined", "ruled_out", "errors")


def board_rows(crawls: "Iterable[CrawlRun]") -> list[list[object]]:
    """Return a row for each board, and one for all of a source with the same state and reason.

    Such a row has the number of its boards, the time (UTC) of the last, and the sums of counts.
    """
    return [
        [*boards_named(same), same[0].state, utc_text(max(c.started_at for c in same))]
        + [sum(getattr(crawl, count) for crawl in same) for count in COUNTS]
        + [same[0].message]
        for same in _groups(crawls)
    ]


def fault_lines(crawls: "Iterable[CrawlRun]") -> list[str]:
    """Return a line for each fault of a source, with the number of boards that had it."""
    return [
        f"{' '.join(boards_named(same)).strip()}: {same[0].state}: {same[0].message}"
        for same in _groups(crawls)
        if same[0].message
    ]


def boards_named(same: "Sequence[CrawlRun]") -> tuple[str, str]:
    """Return the source and the board of crawls, or how many boards they are."""
    return same[0].source, same[0].board if len(same) == 1 else f"{len(same)} boards"


def _groups(crawls: "Iterable[CrawlRun]") -> "list[list[CrawlRun]]":
    """Return the crawls that have a message together by source, state and message."""
    found: dict[tuple[str, ...], list[CrawlRun]] = {}
    for crawl in crawls:
        alone = "" if crawl.message else crawl.board
        key = (crawl.source, crawl.state, crawl.message or "", alone)
        found.setdefault(key, []).append(crawl)
    return list(found.values())
