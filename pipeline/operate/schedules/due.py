"""Which sources are due: worked out from the store, so that a missed night is caught up once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import Engine

from models.vocab import RunState
from pipeline.clock import now
from pipeline.config import Settings
from pipeline.duration import read_duration
from pipeline.operate.crawls.source_selection import check_known, sources_on
from pipeline.operate.run_request import RunRequest
from pipeline.rules.sources import all_sources
from pipeline.store.db.database import open_store
from pipeline.store.runs.attempts import Attempt, last_attempts

DEFAULT = "default"
HOUR = timedelta(hours=1)
USUAL = timedelta(days=1)
"""The cadence of a source that the configuration does not name."""
DELIVERED = (RunState.HEALTHY, RunState.PARTIAL, RunState.HELD)
"""States of a source that was read: it waits for its cadence. Any other is tried again sooner."""
EARLY = 10
"""`run --due` may take a source this part of its cadence early, or a timer with a random delay
would find a daily source not due, and leave it for a day."""

SPREAD = timedelta(minutes=15)
"""The jitter of `schedule run`: not every machine of the world asks in the same minute."""


@dataclass(frozen=True, slots=True)
class Plan:
    """When each source is due (UTC), the first first; `now` is the time it was worked out."""

    now: datetime
    at: Mapping[str, datetime]

    @property
    def due(self) -> tuple[str, ...]:
        """The sources that are due."""
        return tuple(name for name, at in self.at.items() if at <= self.now)


def check_cadence(settings: Settings) -> None:
    """Raise UsageError where the cadence of an unknown source is set."""
    check_known((name for name in settings.cadence if name != DEFAULT), "cadence")


def cadence_of(settings: Settings, source: str) -> timedelta:
    """Return how often a source is read: never more often than its terms allow."""
    text = settings.cadence.get(source, settings.cadence.get(DEFAULT, ""))
    return max(read_duration(text) if text else USUAL, _shortest(source))


def look_every(settings: Settings) -> int:
    """Return every how many hours a timer must look, so that each source gets its cadence.

    It is the longest part of a day that divides the cadence of each source that is on: 24 for
    daily and weekly, 6 for 6h and 12h, 2 for 6h and 8h. Raises UsageError for a source, here or in
    the cadence, that is not known.
    """
    check_cadence(settings)
    every = {cadence_of(settings, source) for source in sources_on(settings)}
    parts = (timedelta(hours=hours) for hours in range(24, 0, -1) if 24 % hours == 0)
    fit = next((part for part in parts if not any(each % part for each in every)), HOUR)
    return fit // HOUR


def narrow_to_due(settings: Settings, order: RunRequest) -> RunRequest:
    """Return a request for the sources that are due; without sources where none is."""
    engine = open_store(settings.database_url, settings.database_max_wait)
    try:
        return replace(order, sources=plan_early(engine, settings, now()).due, due=False)
    finally:
        engine.dispose()


def plan_early(engine: Engine, settings: Settings, time: datetime) -> Plan:
    """Return the plan for a timer that calls from outside: a tenth of each cadence sooner."""
    at = plan(engine, settings, time, spread=timedelta()).at
    return _sorted(time, {name: at[name] - cadence_of(settings, name) / EARLY for name in at})


def plan(
    engine: Engine | None, settings: Settings, time: datetime, spread: timedelta = SPREAD
) -> Plan:
    """Return when each source that is on is due, give or take a jitter of up to `spread`.

    Without a store (None), nothing was ever read.
    A source that was never read is due at once. One that failed is tried again after its shortest
    interval, one that delivered (also partly, or into a hold) after its cadence. Sources that one
    run read stay together. Runs dated after `time`, the present (UTC), don't count.
    """
    check_cadence(settings)
    attempts = last_attempts(engine, time) if engine else {}
    at = {
        name: _due(settings, name, attempts[name], spread) if name in attempts else time
        for name in sources_on(settings)
    }
    return _sorted(time, at)


def _sorted(time: datetime, at: Mapping[str, datetime]) -> Plan:
    return Plan(time, dict(sorted(at.items(), key=lambda pair: (pair[1], pair[0]))))


def _due(settings: Settings, source: str, last: Attempt, spread: timedelta) -> datetime:
    cadence, shortest = cadence_of(settings, source), _shortest(source)
    if last.state not in DELIVERED:
        return last.at + min(cadence, shortest)
    most = min(spread, cadence / 20)
    # Drawn from the time of the run, so that a restart does not draw again.
    jitter = Random(last.at.isoformat()).uniform(-1, 1) * most  # noqa: S311  # no key
    return last.at + max(cadence + jitter, shortest)


def _shortest(source: str) -> timedelta:
    return timedelta(hours=all_sources()[source].min_interval_hours)
