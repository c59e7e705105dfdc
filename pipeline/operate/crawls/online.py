"""Detect that this machine is offline, so that a run skips its remaining crawls."""

from collections.abc import Sequence

from models.run import CrawlRun
from models.vocab import RunState
from pipeline.clock import now

NOBODY = "no host could be reached"
"""Start of a board's message where its crawl got no answer from any host."""
ASKS = "is this machine offline?"
ENOUGH = 3  # sources in a row without an answer: then this machine is offline


class Online:
    """Counts the crawls that reached no host, until one reaches a host."""

    def __init__(self) -> None:
        self.vain = 0
        self.answered = False

    def note(self, boards: Sequence[CrawlRun]) -> None:
        """Take the results of a crawl by board."""
        if all((board.message or "").startswith(NOBODY) for board in boards):
            self.vain += 1
        else:
            self.answered = True

    @property
    def given_up(self) -> bool:
        """Whether the run should skip its remaining crawls."""
        return self.vain >= ENOUGH and not self.answered

    def passed_over(self, run_id: str, source: str) -> CrawlRun:
        """Return the row of a source that is skipped."""
        words = f"not crawled: {self.vain} sources before it reached no host"
        return CrawlRun(
            run_id=run_id,
            source=source,
            board="",
            started_at=now(),
            finished_at=now(),
            state=RunState.FAILED,
            message=f"{words}; {ASKS}",
        )
