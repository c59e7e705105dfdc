"""Whether the crawls of a run reach anybody: where none does, the rest need not try."""

from collections.abc import Sequence

from models.run import CrawlRun
from models.vocab import RunState
from pipeline.clock import now

NOBODY = "no host could be reached"
"""How a board's message begins where its crawl got an answer from no host at all."""
ASKS = "is this machine offline?"
ENOUGH = 3  # sources in a row, and none that got an answer: it is this machine's network


class Online:
    """Counts the crawls that reached no host, until one does."""

    def __init__(self) -> None:
        self.vain = 0
        self.answered = False

    def note(self, boards: Sequence[CrawlRun]) -> None:
        """Take what a crawl saw of each board."""
        if all((board.message or "").startswith(NOBODY) for board in boards):
            self.vain += 1
        else:
            self.answered = True

    @property
    def given_up(self) -> bool:
        """Whether it makes no sense to begin another crawl."""
        return self.vain >= ENOUGH and not self.answered

    def passed_over(self, run_id: str, source: str) -> CrawlRun:
        """Return the row of a source that wasn't crawled."""
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
