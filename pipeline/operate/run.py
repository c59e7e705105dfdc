"""Do a run: crawl, clean, judge, export and report; or only crawl."""

from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from models.run import CrawlRun, Run, SourceRun
from models.vocab import RunState
from pipeline.clean.employer.aliases import Aliases, user_aliases
from pipeline.clean.engine import version_with
from pipeline.clock import now
from pipeline.config import Settings
from pipeline.errors import HeldError
from pipeline.filters.alike import UnknownNameError
from pipeline.fx.rates import Rates
from pipeline.fx.saved_rates import saved_rates
from pipeline.input_files import input_file
from pipeline.operate.cleaning import CleanOutcome, clean_store
from pipeline.operate.crawls.crawl import CrawlRequest, crawl, died
from pipeline.operate.crawls.crawl_requests import crawl_requests
from pipeline.operate.crawls.online import Online
from pipeline.operate.crawls.run_state import EXIT_CODES, PUBLISHED, is_delivered, overall
from pipeline.operate.crawls.search_words import is_part
from pipeline.operate.crawls.source_selection import Choice, selection
from pipeline.operate.disk_space import check_room
from pipeline.operate.judge import is_sound, judge, still_held
from pipeline.operate.parallel.workers import all_cores
from pipeline.operate.progress import Progress, silent
from pipeline.operate.publication import publication_files, publish
from pipeline.operate.run_request import RunRequest
from pipeline.operate.sample import archive_name
from pipeline.rules.check import check_readable
from pipeline.store.db.database import open_store
from pipeline.store.db.lock import StillOurs, run_lock
from pipeline.store.retention.purge import purge
from pipeline.store.runs.runs import (
    abort_unfinished,
    begin_run,
    close_crawl,
    finish_run,
    give_up,
    source_state,
)
from pipeline.version import VERSION

__all__ = ["RunOutcome", "RunRequest", "run", "run_locked"]


@dataclass(slots=True)
class RunOutcome:
    """The result of a run: its state, crawls, files and messages.

    `kept` are files that were not written again, because they would be the same.
    """

    run: Run
    state: RunState
    crawls: dict[str, list[CrawlRun]]
    logs: Path
    skipped: Mapping[str, str]
    unasked: Mapping[str, str] = field(default_factory=dict)
    cleaned: CleanOutcome | None = None
    sources: list[SourceRun] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    aborted: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0: all sources complete, 3: some boards, 1: none, 4: held by a gate."""
        return EXIT_CODES.get(self.state, 1)


@dataclass(frozen=True, slots=True)
class _Work:
    """The engine, settings and callbacks of a run."""

    engine: Engine
    settings: Settings
    order: RunRequest
    progress: Progress
    still_ours: StillOurs


def run(settings: Settings, order: RunRequest, progress: Progress = silent) -> RunOutcome:
    """Do a run under the run lock of the store. Raises PaybandError where it cannot go on."""
    with run_lock(settings.database_url) as still_ours:
        return run_locked(settings, order, progress, still_ours)


def run_locked(
    settings: Settings, order: RunRequest, progress: Progress, still_ours: StillOurs
) -> RunOutcome:
    """Do a run; the caller holds the run lock of the store."""
    chosen = selection(settings, order)  # a run that may not begin makes no database
    if not order.collect_only:
        check_readable()
    check_room(settings)
    engine = open_store(settings.database_url, settings.database_max_wait)
    try:
        return _run(_Work(engine, settings, order, progress, still_ours), chosen)
    finally:
        engine.dispose()


def _run(work: _Work, chosen: Callable[[Engine], Choice]) -> RunOutcome:
    engine, settings, order = work.engine, work.settings, work.order
    aborted = abort_unfinished(engine)
    choice = chosen(engine)
    rates = saved_rates(settings.rates_folder)
    aliases = user_aliases(input_file(settings, "employers_file"))
    begun = begin_run(
        engine,
        choice.at,
        replayed=order.replay is not None,
        archive=archive_name(order.replay) if order.replay else None,
        rules_version=version_with(rates, aliases),
        version=VERSION,
    )
    logs = settings.archive_dir / begun.run_id
    outcome = RunOutcome(begun, RunState.FAILED, {}, logs, choice.skipped, choice.unasked)
    outcome.aborted = aborted
    try:
        _collect(work, choice, outcome)
        if not order.collect_only:
            _refine(work, rates, aliases, choice, outcome)
        if order.replay is None and settings.retention_days:
            before = begun.started_at - timedelta(days=settings.retention_days)
            purge(engine, settings.archive_dir, before)
    except Exception:
        give_up(engine, begun)
        raise
    finish_run(engine, begun, outcome.state, _ended(outcome, replayed=order.replay is not None))
    return outcome


def _collect(work: _Work, choice: Choice, outcome: RunOutcome) -> None:
    """Crawl the chosen sources and boards."""
    orders = crawl_requests(work.engine, work.settings, outcome.run, choice, work.order)
    outcome.crawls = _crawl_all(work.engine, work.settings, orders, work.progress)
    states = {source: source_state(boards) for source, boards in outcome.crawls.items()}
    sound = [source for source, boards in outcome.crawls.items() if is_sound(boards)]
    outcome.state = _overall(states, sound, work.order)
    work.still_ours()


def _refine(
    work: _Work, rates: Rates, aliases: Aliases, choice: Choice, outcome: RunOutcome
) -> None:
    """Clean and judge the postings, and publish them if the verdict allows it."""
    engine, progress = work.engine, work.progress
    outcome.cleaned = clean_store(engine, rates, aliases, cores=all_cores(), progress=progress)
    work.still_ours()
    _judge(engine, outcome, work.order, choice)
    if outcome.state in PUBLISHED and work.order.publish:
        _publish(work, outcome)


def _publish(work: _Work, outcome: RunOutcome) -> None:
    """Write export and report; where nothing would be in them, the run is `held`.

    Where nothing was crawled and they would be the same, they stay as they are.
    """
    try:
        outcome.files = publish(
            work.engine,
            work.settings,
            work.progress,
            work.order.filters,
            keep_same=not outcome.crawls,
        )
        outcome.kept = [] if outcome.files else publication_files(work.settings)
    except (HeldError, UnknownNameError) as error:
        outcome.held.append(str(error))
        outcome.state = RunState.HELD


def _judge(engine: Engine, outcome: RunOutcome, order: RunRequest, choice: Choice) -> None:
    """Judge the sources and update their postings; a gate that holds makes the run `held`."""
    verdict = judge(engine, outcome.run, outcome.crawls, order, choice.seen_since)
    judged = {source for source in outcome.crawls if not is_part(order, source)}
    outcome.state = _overall(verdict.states, verdict.sound, order)
    outcome.failed, outcome.warned = verdict.failed, verdict.warned
    outcome.sources = verdict.sources
    outcome.held = verdict.held
    if order.replay is None:
        outcome.held += still_held(engine, outcome.run, judged, choice.at)
    if outcome.held and outcome.state in PUBLISHED:
        outcome.state = RunState.HELD


def _overall(states: Mapping[str, RunState], sound: Collection[str], order: RunRequest) -> RunState:
    """Return the state of a run; without a complete board only a narrowed one delivers anything."""
    parts = [source for source in states if is_part(order, source)]
    return overall(states.values(), delivered=is_delivered(states, sound, parts))


def _crawl_all(
    engine: Engine, settings: Settings, orders: list[CrawlRequest], progress: Progress
) -> dict[str, list[CrawlRun]]:
    """Crawl `settings.jobs` sources at a time; a failed one does not affect the others."""
    done: dict[str, list[CrawlRun]] = {}
    online = Online()
    with ThreadPoolExecutor(settings.jobs) as pool:
        waiting = {pool.submit(_crawl_one, order, settings, online): order for order in orders}
        progress("collecting", 0, len(orders))
        for future in as_completed(waiting):
            order = waiting[future]
            done[order.source] = close_crawl(engine, future.result())
            online.note(done[order.source])
            progress(f"collecting: {order.source}", len(done), len(orders))
    return {order.source: done[order.source] for order in orders}


def _crawl_one(order: CrawlRequest, settings: Settings, online: Online) -> CrawlRun:
    """Crawl a source unless this machine is offline; return the row for unfinished boards."""
    if online.given_up:
        return online.passed_over(order.run_id, order.source)
    return died(order, crawl(order, settings))


def _ended(outcome: RunOutcome, *, replayed: bool) -> datetime:
    """Return when a run ended (UTC): now, or in a replay when its last response came.

    It is never before the start, even if the clock was set back.
    """
    crawls = outcome.crawls.values()
    ends = [c.finished_at for boards in crawls for c in boards if c.finished_at]
    return max([outcome.run.started_at, *(ends if replayed else [now()])])
