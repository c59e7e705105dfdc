"""A notice: what happened, why, and what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pipeline.visible import one_line

MOST = 20
"""News that a notice lists; the rest is counted."""


class Event(StrEnum):
    """What a user hears of, the most pressing first."""

    FAILURE = "failure"
    HOLD = "hold"
    CHANGE = "change"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class News:
    """One event of a source (empty: of the whole run): what, why, and what to do."""

    event: Event
    source: str
    what: str
    why: str
    todo: str


@dataclass(frozen=True, slots=True)
class Notice:
    """The news of one run, at least one; `run_id` is empty where no run began."""

    run_id: str
    news: tuple[News, ...]

    @property
    def subject(self) -> str:
        """One line: how many of what, and which sources."""
        counts = {event: sum(n.event is event for n in self.news) for event in Event}
        parts = [f"{n} {event}" + ("s" if n > 1 else "") for event, n in counts.items() if n]
        names = ", ".join(dict.fromkeys(n.source for n in self.news if n.source))
        words = f"Payband: {', '.join(parts)}" + (f" ({names})" if names else "")
        return one_line(words)[:200]

    @property
    def text(self) -> str:
        """The notice as lines for a person."""
        return "\n".join(self._lines())

    @property
    def as_json(self) -> dict[str, Any]:
        """The notice for programs."""
        news = [
            {"event": n.event, "source": n.source, "what": n.what, "why": n.why, "todo": n.todo}
            for n in self.news
        ]
        return {"run_id": self.run_id, "subject": self.subject, "text": self.text, "news": news}

    def _lines(self) -> Iterator[str]:
        for each in self.news[:MOST]:
            yield f"{each.event}: {one_line(each.what)}"
            if each.why:
                yield f"  why: {one_line(each.why)}"
            if each.todo:
                yield f"  do: {one_line(each.todo)}"
        if len(self.news) > MOST:
            yield f"and {len(self.news) - MOST} more: `payband status`"
        if self.run_id:
            yield f"run {self.run_id}"
