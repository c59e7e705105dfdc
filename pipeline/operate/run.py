"""The main job: collect, clean, export, report. Or only the first part of it."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from models.run import CrawlRun, Run
from models.vocab import RunState
from pipeline.clean.engine import version_with
from pipeline.config import Settings
from pipeline.operate.choice import Choice, choose
from pipeline.operate.cleaning import CleanOutcome, clean_store
from pipeline.operate.crawl import CrawlOrder, crawl
from pipeline.operate.judge import is_sound, judge
from pipeline.operate.progress import Progress, silent
from pipeline.operate.workers import all_cores
from pipeline.pay.kept_rates import kept_rates
from pipeline.publish.export import export
from pipeline.publish.report import report
from pipeline.rules.sources import all_sources
from pipeline.store.database import open_store
from pipeline.store.lock import run_lock
from pipeline.store.purge import purge
from pipeline.store.quarantine import archive_of
from pipeline.store.runs import (
    abort_unfinished,
    begin_run,
    broken_off,
    close_crawl,
    finish_run,
    source_state,
)
from pipeline.version import VERSION

# How long after its begin a killed run's pages still stand for what the site says; longer for a
# source that must not be asked so soon again.
FRESH = timedelta(hours=6)
# What may be published, and with which exit code; any other state is 1.
PUBLISHED = {RunState.COMPLETE: 0, RunState.PARTIAL: 3}
EXIT_CODES = {**PUBLISHED, RunState.HELD: 4}


@dataclass(frozen=True, slots=True)
class RunOrder:
    """What a run is to do. No sources: those of the archive, or those that are on."""

    sources: tuple[str, ...] = ()
    replay: Path | None = None
    boards: str = ""
    urls: str = ""
    limit: int | None = None
    since: date | None = None
    force: bool = False
    collect_only: bool = False
    accept_drop: bool = False
    follow: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether only a part of each source is asked for: gates say nothing of a part."""
        return bool(self.boards or self.urls or self.limit or self.since)


@dataclass(slots=True)
class RunOutcome:
    """What a run did."""

    run: Run
    state: RunState
    crawls: dict[str, list[CrawlRun]]
    logs: Path
    skipped: Mapping[str, str]
    cleaned: CleanOutcome | None = None
    files: list[Path] = field(default_factory=list)
    aborted: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0 all sources complete, 3 some, 1 none, 4 held by a gate."""
        return EXIT_CODES.get(self.state, 1)


def run(settings: Settings, order: RunOrder, progress: Progress = silent) -> RunOutcome:
    """Do the job under the store's lock. Raises PaybandError for what stops it at the start."""
    with run_lock(settings.database_url):
        engine = open_store(settings.database_url)
        try:
            return _run(engine, settings, order, progress)
        finally:
            engine.dispose()


def _run(engine: Engine, settings: Settings, order: RunOrder, progress: Progress) -> RunOutcome:
    aborted = abort_unfinished(engine)
    choice = choose(
        engine, settings, order.sources, order.replay, force=order.force or order.accept_drop
    )
    rates = kept_rates(settings.rates_folder)
    begun = begin_run(
        engine,
        choice.at,
        replayed=order.replay is not None,
        archive=order.replay.name if order.replay else None,
        rules_version=version_with(rates),
        version=VERSION,
    )
    logs = settings.archive_dir / begun.run_id
    orders = [_resumed(engine, settings, o, begun) for o in _orders(begun, choice, order, logs)]
    crawls = _crawl_all(engine, settings, orders, progress)
    state = overall(source_state(boards) for boards in crawls.values())
    outcome = RunOutcome(begun, state, crawls, logs, choice.skipped, aborted=aborted)
    if not order.collect_only:
        outcome.cleaned = clean_store(engine, rates, cores=all_cores(), progress=progress)
        _judge(engine, outcome, order)
        if _publishable(outcome, order):
            outcome.files = publish(engine, settings, progress)
    if order.replay is None and settings.retention_days:
        before = begun.started_at - timedelta(days=settings.retention_days)
        purge(engine, settings.archive_dir, before)
    finish_run(
        engine, begun, outcome.state, _ended(begun, crawls, replayed=order.replay is not None)
    )
    return outcome


def _judge(engine: Engine, outcome: RunOutcome, order: RunOrder) -> None:
    """Pass the gates and settle the postings' lives; a gate that holds makes the run `held`."""
    verdict = judge(
        engine,
        outcome.run,
        outcome.crawls,
        gated=not order.narrowed,
        accept_drop=order.accept_drop,
    )
    outcome.held, outcome.warned = verdict.held, verdict.warned
    if outcome.held and outcome.state in PUBLISHED:
        outcome.state = RunState.HELD


def _publishable(outcome: RunOutcome, order: RunOrder) -> bool:
    """Return whether to publish: else, held or with nothing whole, the last export stays.

    Who asked for a part gets what came of it.
    """
    whole = order.narrowed or not outcome.crawls or any(map(is_sound, outcome.crawls.values()))
    return outcome.state in PUBLISHED and whole


def publish(engine: Engine, settings: Settings, progress: Progress = silent) -> list[Path]:
    """Write the export and the report; return the files."""
    table = settings.exports_dir / "postings.csv"
    page = settings.reports_dir / "salaries.html"
    progress("exporting", 0, 2)
    export(engine, table)
    progress("reporting", 1, 2)
    report(engine, page, page.with_suffix(".csv"))
    progress("reporting", 2, 2)
    package = table.with_name(f"{table.name}.datapackage.json")
    return [table, package, page, page.with_suffix(".csv")]


def overall(states: Iterable[RunState]) -> RunState:
    """Return a run's state from its sources': partial where some came whole and others not.

    A run with nothing due is complete.
    """
    met = set(states)
    if not met or RunState.COMPLETE in met:
        return RunState.COMPLETE if met <= {RunState.COMPLETE} else RunState.PARTIAL
    return met.pop() if len(met) == 1 else RunState.FAILED


def _orders(begun: Run, choice: Choice, order: RunOrder, logs: Path) -> list[CrawlOrder]:
    return [
        CrawlOrder(
            source=source,
            run_id=begun.run_id,
            log=logs / f"{source}.log",
            archive=None if order.replay else logs / f"{source}.warc.gz",
            replay=order.replay,
            boards=order.boards,
            urls=order.urls,
            follow=order.follow,
            limit=order.limit,
            since=order.since,
        )
        for source in choice.sources
    ]


def _resumed(engine: Engine, settings: Settings, order: CrawlOrder, begun: Run) -> CrawlOrder:
    """Return an order that takes up where killed crawls of the source ended."""
    if order.replay is not None:
        return order
    interval = timedelta(hours=all_sources()[order.source].min_interval_hours)
    killed = broken_off(engine, order.source, begun.started_at - max(FRESH, interval))
    files = (archive_of(settings.archive_dir, run_id, order.source) for run_id in killed)
    return replace(order, resume=tuple(file for file in files if file.is_file()))


def _crawl_all(
    engine: Engine, settings: Settings, orders: list[CrawlOrder], progress: Progress
) -> dict[str, list[CrawlRun]]:
    """Crawl `settings.jobs` sources at a time; one that fails leaves the others alone."""
    done: dict[str, list[CrawlRun]] = {}
    with ThreadPoolExecutor(settings.jobs) as pool:
        waiting = {pool.submit(crawl, order, settings): order for order in orders}
        progress("collecting", 0, len(orders))
        for future in as_completed(waiting):
            order = waiting[future]
            done[order.source] = close_crawl(engine, _died(order, future.result()))
            progress(f"collecting: {order.source}", len(done), len(orders))
    return {order.source: done[order.source] for order in orders}


def _died(order: CrawlOrder, code: int) -> CrawlRun:
    """Return the row for boards a crawl left unfinished: it died, and its log says of what.

    It is aborted and not failed, so that the next run takes it up from its archive.
    """
    return CrawlRun(
        run_id=order.run_id,
        source=order.source,
        board="",
        started_at=datetime.now(UTC).replace(microsecond=0),
        state=RunState.ABORTED,
        message=f"the crawl ended early (exit code {code}): see {order.log}",
    )


def _ended(begun: Run, crawls: dict[str, list[CrawlRun]], *, replayed: bool) -> datetime:
    """Return when a run ended: now, or in a replay when its last response had come."""
    ends = [c.finished_at for boards in crawls.values() for c in boards if c.finished_at]
    return max(ends, default=begun.started_at) if replayed else datetime.now(UTC)
