"""BoardStats: the counts of one board in one crawl."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from models.vocab import RunState
from pipeline.publish.counted import many

SHOWN_MESSAGES = 3
SHOWN_WHY = 120
"""Characters shown of the reason for which most records were refused."""
MOST_REASONS = 100


@dataclass(slots=True)
class BoardStats:
    """The counts of one board. `token` is the board's; empty for a source without boards.

    `keys` are the keys of the postings that were read. `keyed` counts the refused records that
    have one of these keys.
    """

    token: str
    asked: int = 0
    answered: int = 0
    responses: int = 0
    errors: int = 0
    blocked: int = 0
    kept: int = 0
    quarantined: int = 0
    keyed: int = 0
    first: datetime | None = None
    last: datetime | None = None
    claimed: int = 0
    keys: set[str] = field(default_factory=set)
    narrowed: dict[str, None] = field(default_factory=dict)
    ruled_out: Counter[str] = field(default_factory=Counter)
    stored: Counter[str] = field(default_factory=Counter)
    messages: dict[str, None] = field(default_factory=dict)
    refused_for: Counter[str] = field(default_factory=Counter)
    notes: dict[str, None] = field(default_factory=dict)

    @property
    def unanswered(self) -> int:
        """How many requests have no result: filtered, or cut off by the end of the crawl."""
        return self.asked - self.answered

    @property
    def missing(self) -> int:
        """How many records are missing of the number that the source states."""
        unkeyed = self.quarantined - self.keyed
        shown = len(self.keys) + unkeyed + self.ruled_out.total()
        return max(0, self.claimed - shown)

    @property
    def seen(self) -> int:
        """How many records were read, refused ones included."""
        return self.kept + self.quarantined + self.ruled_out.total()

    def received(self, at: datetime | None) -> None:
        """Count a response that arrived `at`."""
        self.responses += 1
        if at is not None:
            self.first = min(self.first or at, at)
            self.last = max(self.last or at, at)

    def error(self, message: str) -> None:
        """Count a request that failed after its retries, or a callback that raised."""
        self.errors += 1
        self.messages[message] = None

    def block(self, message: str) -> None:
        """Count a request the site refused: 401, 403, a challenge page."""
        self.blocked += 1
        self.error(message)

    def narrow(self, why: str) -> None:
        """Note why less than the whole board was read."""
        self.narrowed[why] = None

    def refuse(self, detail: str) -> None:
        """Count a record that cannot be used. Of its details the first hundred are counted."""
        self.quarantined += 1
        if detail in self.refused_for or len(self.refused_for) < MOST_REASONS:
            self.refused_for[detail] += 1

    def note(self, words: str) -> None:
        """Say something about the board that does not change its state."""
        self.notes[words] = None

    def _why_refused(self) -> str:
        """Return why most records were refused, in brackets; "" where no reason was given."""
        why = next((detail for detail, _ in self.refused_for.most_common(1)), "")
        more = len(self.refused_for) - 1
        others = f", and {many(more, 'other reason')}" if more > 0 else ""
        return f" ({why[:SHOWN_WHY]}{others})" if why else ""

    def rule_out(self, reason: str) -> None:
        """Count a record left out by a rule of the source."""
        self.ruled_out[reason] += 1

    def state(self) -> RunState:
        """Return how far the board's crawl came.

        A refused record was read and counted. So the board stays complete, where at least one other
        record is good.
        """
        broken = bool(self.errors or self.unanswered)
        if self.seen:
            usable = self.seen > self.quarantined
            whole = usable and not (broken or self.narrowed or self.missing)
            return RunState.COMPLETE if whole else RunState.PARTIAL
        if self.blocked:
            return RunState.BLOCKED
        return RunState.FAILED if broken or not self.responses else RunState.EMPTY

    def message(self) -> str | None:
        """Return the errors and limits of the board's crawl as text; None where there are none."""
        words = list(self.messages)[:SHOWN_MESSAGES]
        if len(self.messages) > SHOWN_MESSAGES:
            words.append(f"and {len(self.messages) - SHOWN_MESSAGES} more")
        if self.unanswered:
            words.append(
                f"{many(self.unanswered, 'request')} without a result: filtered or cut off"
            )
        if self.quarantined:
            words.append(f"{many(self.quarantined, 'record')} refused{self._why_refused()}")
        words += [*self.narrowed, *self.notes]
        if self.missing and not self.narrowed:
            words.append(f"the source states {self.claimed} records, {self.missing} missing")
        if not (words or self.responses):
            words.append("nothing was received")
        return "; ".join(words) or None
