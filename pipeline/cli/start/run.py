"""`payband run`: collect, clean, export and report."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.filter_options import filter_options
from pipeline.cli.output.show import print_json, progress, say

if TYPE_CHECKING:
    from pipeline.config import Settings
    from pipeline.filters.filters import Filters
    from pipeline.operate.run import RunOutcome
    from pipeline.operate.run_request import RunRequest


@click.command("run")
@click.argument("sources", nargs=-1, shell_complete=options.complete_source)
@click.option(
    "--sample",
    is_flag=True,
    help="Run on the bundled sample of invented postings, offline. All of it goes to data/sample.",
)
@options.replay
@options.crawl_options
@click.option(
    "--accept-drop",
    is_flag=True,
    help="Take a drop, a mass closing or an empty board for real; implies --force.",
)
@filter_options(without=("since", "source"))
@options.as_json
@click.pass_context
def run_command(
    context: click.Context,
    *,
    filters: "Filters",
    sources: tuple[str, ...],
    sample: bool,
    replay: Path | None,
    boards: str,
    urls: str,
    follow: str,
    limit: int | None,
    since: datetime | None,
    force: bool,
    accept_drop: bool,
    as_json: bool,
) -> None:
    """Do it all: collect, clean, export, report.

    Every source that is on, or SOURCES; live, which needs `contact` in payband.toml, or from an
    archive (--replay), or on the bundled sample (--sample).

    With --role, --country and the like, boards are still crawled whole, but the export and the
    report have only the jobs that fit, and the newest of them are listed. Search APIs are asked
    for the roles.
    """
    from pipeline.operate.run_request import RunRequest

    if sample and replay:
        raise click.UsageError("--sample and --replay exclude each other")
    day = since and since.date()
    order = RunRequest(
        sources, replay, boards, urls, limit, day, force,
        accept_drop=accept_drop, follow=follow, filters=filters,
    )  # fmt: skip
    context.exit(_sample(order, as_json) if sample else execute(order, as_json))


def execute(order: "RunRequest", as_json: bool) -> int:
    """Run on the live store, show the result, and return the exit code.

    It takes the lock before it imports the rest, so that a second run fails at once.
    """
    from pipeline.config import load_settings
    from pipeline.store.db.lock import run_lock

    settings = load_settings()
    with run_lock(settings.database_url) as still_ours:
        from pipeline.operate.run import run_locked

        with progress() as tell:
            outcome = run_locked(settings, order, tell, still_ours)
    return _show(outcome, order, as_json, settings)


def _show(outcome: "RunOutcome", order: "RunRequest", as_json: bool, settings: "Settings") -> int:
    """Show the result of a run, and return its exit code."""
    from pipeline.cli.output.run_summary import show_outcome

    if as_json:
        print_json(asdict(outcome))
    else:
        show_outcome(outcome, settings)
        if order.filters and outcome.files:
            _list_jobs(order, settings)
    return outcome.exit_code


def _list_jobs(order: "RunRequest", settings: "Settings") -> None:
    """Print the newest jobs that fit the run's search words."""
    from pipeline.cli.start.jobs import SHOWN, list_jobs
    from pipeline.publish.export.newest_jobs import newest_jobs
    from pipeline.store.db.existing import open_existing

    wanted = order.filters.open_unless_told
    list_jobs(newest_jobs(open_existing(settings.database_url), wanted, SHOWN), wanted)


def _sample(order: "RunRequest", as_json: bool) -> int:
    """Run on the bundled sample, in a separate folder, because its postings are invented."""
    from pipeline.config import load_settings
    from pipeline.operate.sample import FOLDER, sample_archives, sample_settings
    from pipeline.store.db.lock import run_lock

    settings = sample_settings(load_settings())
    with sample_archives() as archives:
        say(
            f"the bundled sample, {len(archives)} crawls of invented postings "
            f"({archives[0].parent}), goes to {FOLDER}; the live database and files do not change"
        )
    with run_lock(settings.database_url) as still_ours:
        from pipeline.cli.output.run_summary import show_earlier
        from pipeline.operate.sample_runs import run_sample_locked

        with progress() as tell:
            outcome = run_sample_locked(settings, order, tell, still_ours, show_earlier)
    return _show(outcome, order, as_json, settings)
