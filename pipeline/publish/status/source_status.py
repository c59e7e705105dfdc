"""How each source is doing: its last runs, counts against the usual ones, and its shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import Engine

from models.run import CrawlRun
from models.vocab import RunState
from pipeline.store.runs.runs import latest_crawls
from pipeline.store.runs.source_runs import Standing, healthy_before, standings

DONE = (RunState.COMPLETE, RunState.EMPTY)
"""States of a board that was read to its end."""


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """One source: its postings by status, its last run, and what that run found.

    `usual` is the median of the postings of its last healthy runs. `completeness` is the share of
    its boards that were read to the end, `disclosure` the share of postings with pay, `flagged`
    the share of those that is flagged. None where it is not known. `release` says how to release
    a hold; empty where there is none.
    """

    source: str
    state: RunState | None
    message: str
    last_run_at: datetime | None
    healthy_at: datetime | None
    open: int
    closed: int
    expired: int
    postings: int | None
    usual: float | None
    completeness: float | None
    disclosure: float | None
    flagged: float | None
    release: str

    def age(self, now: datetime) -> timedelta | None:
        """Return how long ago the source was last healthy; None where it never was."""
        return now - self.healthy_at if self.healthy_at else None


def source_statuses(engine: Engine) -> list[SourceStatus]:
    """Return the status of each source of a store, sorted by name."""
    crawls = latest_crawls(engine)
    return [
        _status(engine, each, [crawl for crawl in crawls if crawl.source == each.source])
        for each in standings(engine)
    ]


def _status(engine: Engine, standing: Standing, boards: Sequence[CrawlRun]) -> SourceStatus:
    last = standing.last_run
    before = healthy_before(engine, last, replayed=False) if last else []
    held = last is not None and last.state is RunState.HELD
    return SourceStatus(
        source=standing.source,
        state=last.state if last else None,
        message=(last.message or "") if last else "",
        last_run_at=last.at if last else None,
        healthy_at=standing.healthy_at,
        open=standing.open,
        closed=standing.closed,
        expired=standing.expired,
        postings=last.postings if last else None,
        usual=float(median(run.postings for run in before)) if before else None,
        completeness=_share(sum(board.state in DONE for board in boards), len(boards)),
        disclosure=_share(last.pay, last.postings) if last else None,
        flagged=_share(last.flagged, last.pay) if last else None,
        release=f"payband run {standing.source} --accept-drop" if held else "",
    )


def _share(part: int | None, whole: int) -> float | None:
    return part / whole if part is not None and whole else None
