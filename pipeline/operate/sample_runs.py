"""Run on the bundled sample: a run for each of its crawls, and files after the last."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pipeline.archive.archive import crawls_in
from pipeline.config import Settings
from pipeline.operate.progress import Progress, silent
from pipeline.operate.run import RunOutcome, run_locked
from pipeline.operate.run_request import RunRequest
from pipeline.operate.sample import sample_archives
from pipeline.store.db.lock import StillOurs, run_lock

Tell = Callable[[RunOutcome], None]


def untold(_outcome: RunOutcome) -> None:
    """Tell nobody about an earlier run."""


def run_sample(settings: Settings, order: RunRequest) -> RunOutcome:
    """Run on the sample under the run lock of its store. Raises PaybandError where it can't go on.

    `settings` are those of `sample_settings`.
    """
    with run_lock(settings.database_url) as still_ours:
        return run_sample_locked(settings, order, silent, still_ours)


def run_sample_locked(
    settings: Settings,
    order: RunRequest,
    progress: Progress,
    still_ours: StillOurs,
    tell: Tell = untold,
) -> RunOutcome:
    """Run on each crawl of the sample, the oldest first, and return the outcome of the last.

    Only the last run publishes; `tell` gets the outcomes of the others. The caller holds the run
    lock of the store. A narrowed run takes the last crawl only.
    """
    with sample_archives() as archives:
        for archive in () if order.narrowed else archives[:-1]:
            if asked := _of_archive(order, archive):
                tell(run_locked(settings, asked, progress, still_ours))
        return run_locked(settings, replace(order, replay=archives[-1]), progress, still_ours)


def _of_archive(order: RunRequest, archive: Path) -> RunRequest | None:
    """Return the request for an earlier crawl; None where it asked none of the sources."""
    held = {crawl.source for crawl in crawls_in(archive)}
    sources = tuple(name for name in order.sources if name in held)
    if order.sources and not sources:
        return None
    return replace(order, sources=sources, replay=archive, publish=False)
