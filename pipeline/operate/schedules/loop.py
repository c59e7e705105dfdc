"""Run what is due, in the foreground, until asked to stop.

The loop keeps no state: what is due is in the store, so a killed loop goes on where it was.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from models.value_text import utc_text
from pipeline.config import Settings
from pipeline.errors import StoreError
from pipeline.operate.schedules.due import Plan, plan
from pipeline.store.db.database import open_store

LONGEST = timedelta(hours=1)
"""The longest wait: after it the plan is made anew, as a machine that slept does not notice."""
AGAIN = timedelta(minutes=15)
"""A source that is still due after a run is not tried again sooner (the disk may be full): the
first time. Each further time it waits twice as long."""
MOST = timedelta(hours=6)
"""The longest such wait."""
AWAY = timedelta(minutes=1)
"""How long to wait for a store that cannot be opened, or that another run is at work on."""
ANOTHER_RUNS = 5

Runner = Callable[[tuple[str, ...]], int]
"""Does a run of these sources and returns its exit code."""


class Clock(Protocol):
    """The time (UTC), and waiting."""

    def now(self) -> datetime:
        """Return the time in UTC."""

    def wait(self, length: timedelta) -> bool:
        """Wait, and return whether the loop was asked to stop; then it returns at once."""


@dataclass(slots=True)
class Loop:
    """Runs what is due by the clock. `tell` takes messages, `run` does the runs."""

    settings: Settings
    clock: Clock
    run: Runner
    tell: Callable[[str], None]
    _tried: dict[str, tuple[datetime, int]] = field(default_factory=dict)
    _next: str = ""

    def keep_running(self) -> None:
        """Return only when the clock says that the loop was asked to stop."""
        while not self.clock.wait(self.turn()):
            pass

    def turn(self) -> timedelta:
        """Run what is due; return how long to wait before the next turn."""
        try:
            made = self._plan()
        except StoreError as error:
            self.tell(f"the store can't be read, tried again in a minute: {error}")
            return AWAY
        due = self._due(made)
        if not due:
            self._tell_next(made)
            return self._until_next(made)
        self.tell(f"due: {', '.join(due)}")
        code = self.run(due)
        self.tell(f"the run of {', '.join(due)} ended with exit code {code}")
        if code == ANOTHER_RUNS:
            return AWAY
        self._note(due)
        return timedelta()

    def _plan(self) -> Plan:
        engine = open_store(self.settings.database_url, patience=0)
        try:
            return plan(engine, self.settings, self.clock.now())
        finally:
            engine.dispose()

    def _due(self, made: Plan) -> tuple[str, ...]:
        return tuple(name for name in made.due if self._may(name, made.now) <= made.now)

    def _may(self, source: str, at: datetime) -> datetime:
        """Return when a source that is due `at` may be run: not soon after it was tried."""
        tried, times = self._tried.get(source, (at, 0))
        return max(at, tried + min(AGAIN * 2 ** (times - 1), MOST)) if times else at

    def _note(self, due: tuple[str, ...]) -> None:
        """Note that sources were tried; those that are due again at once wait longer each time."""
        now = self.clock.now()
        for source in due:
            before, times = self._tried.get(source, (now, 0))
            self._tried[source] = (now, times + 1 if now - before < 2 * MOST else 1)

    def _tell_next(self, made: Plan) -> None:
        """Say which source is due next, where that is another than was said."""
        times = {name: self._may(name, at) for name, at in made.at.items()}
        name = min(times, key=lambda each: times[each])
        words = f"next: {name} at {utc_text(times[name].replace(microsecond=0))}"
        if words != self._next:
            self._next = words
            self.tell(words)

    def _until_next(self, made: Plan) -> timedelta:
        times = [self._may(name, at) for name, at in made.at.items()]
        left = min(times, default=made.now + LONGEST) - made.now
        return min(max(left, timedelta(seconds=1)), LONGEST)
