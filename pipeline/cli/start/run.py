"""`payband run`: collect, clean, export and report."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli import options
from pipeline.cli.filter_options import filter_options
from pipeline.cli.output.show import print_json, progress, say

if TYPE_CHECKING:
    from pipeline.config import Settings
    from pipeline.operate.run import RunOutcome
    from pipeline.operate.run_request import RunRequest
    from pipeline.store.db.lock import StillOurs


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
@click.option("--due", is_flag=True, help="Only sources that are due by their cadence.")
@click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
@filter_options(without=("since", "source"))
@options.as_json
@click.pass_context
def run_command(
    context: click.Context,
    /,
    *,
    sources: tuple[str, ...],
    sample: bool,
    replay: Path | None,
    since: datetime | None,
    dry_run: bool,
    as_json: bool,
    **asked: Any,
) -> None:
    """Do it all: collect, clean, export, report.

    Every source that is on, or SOURCES; live, which needs `contact` in payband.toml, or from an
    archive (--replay), or on the bundled sample (--sample).

    With --role, --country and the like, boards are still crawled whole, but the export and the
    report have only the jobs that fit, and the newest of them are listed. Search APIs are asked
    for the roles.

    Exit codes: 0 good; 1 failed, or no board came whole; 2 usage or configuration; 3 some sources
    or boards failed, the others were delivered; 4 held; 5 another run is at work.

    --due leaves out sources that were read within their `cadence` of payband.toml (daily without
    one). --dry-run works on a copy of the store: it asks the sites, and keeps nothing.
    """
    from pipeline.operate.run_request import RunRequest

    order = RunRequest(sources, replay, since=since and since.date(), **asked)
    if sample and (replay or dry_run):
        other = "--replay" if replay else "--dry-run"
        raise click.UsageError(f"--sample and {other} exclude each other")
    if order.due and (sources or sample or replay):
        raise click.UsageError("--due chooses the sources itself: it takes no others")
    if dry_run:
        from pipeline.cli.start.dry_run import execute_dry_run

        context.exit(execute_dry_run(order, as_json))
    context.exit(_sample(order, as_json) if sample else execute(order, as_json))


def execute(order: "RunRequest", as_json: bool) -> int:
    """Run on the live store, show the result, and return the exit code.

    It takes the lock before it reads the other settings and imports the rest, so that a second
    run fails at once.
    """
    from pipeline.store.db.lock import run_lock

    if order.replay and _is_passed_over(order.replay, as_json=as_json):
        return 0
    with run_lock(_database_url()) as still_ours:
        from pipeline.config import load_settings

        settings = load_settings()
        outcome = _run(settings, order, still_ours)
    return 0 if outcome is None else _show(outcome, order, as_json, settings)


def _is_passed_over(replay: Path, *, as_json: bool) -> bool:
    """Return whether an archive has nothing to replay, and say why."""
    from pipeline.operate.crawls.nothing_to_replay import nothing_to_replay

    words = nothing_to_replay(replay)
    if words:
        say(words)
        if as_json:
            print_json({"passed_over": words})
    return bool(words)


def _show(outcome: "RunOutcome", order: "RunRequest", as_json: bool, settings: "Settings") -> int:
    """Show the result of a run, and return its exit code."""
    from pipeline.cli.output.run_summary import show_outcome
    from pipeline.operate.after_run import after_run

    if as_json:
        print_json(asdict(outcome))
    else:
        show_outcome(outcome, settings)
        if order.filters and (outcome.files or outcome.kept):
            _list_jobs(order, settings)
    for words in after_run(settings, outcome):
        say(f"warning: {words}")
    return outcome.exit_code


def _run(settings: "Settings", order: "RunRequest", still_ours: "StillOurs") -> "RunOutcome | None":
    """Do a run under its lock; return None where no source is due. An error sends a notice."""
    from pipeline.errors import PaybandError
    from pipeline.operate.after_run import after_error
    from pipeline.operate.run import run_locked
    from pipeline.operate.schedules.due import narrow_to_due

    try:
        if order.due and not (order := narrow_to_due(settings, order)).sources:
            say("no source is due: `payband schedule due` says when each is")
            return None
        with progress() as tell:
            return run_locked(settings, order, tell, still_ours)
    except PaybandError as error:
        if order.replay is None:
            for words in after_error(settings, error, error.exit_code):
                say(f"warning: {words}")
        raise


def _database_url() -> str:
    """Return the live database's URL, without pydantic where that is possible.

    Before the folder of a SQLite store is made, all settings are checked first: a wrong one must
    leave nothing behind.
    """
    from pipeline.config_file import database_url_only
    from pipeline.store.db.lock import lock_path

    url = database_url_only()
    if url and (url.startswith("postgresql") or lock_path(url).parent.is_dir()):
        return url
    from pipeline.config import load_settings

    return load_settings().database_url


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
