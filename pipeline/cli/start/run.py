"""`payband run`: collect, clean, export and report."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.output.show import print_json, progress, say

if TYPE_CHECKING:
    from pipeline.config import Settings
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
@options.as_json
@click.pass_context
def run_command(
    context: click.Context,
    *,
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

    Every source that is on, or SOURCES.

    \b
    payband run                        live (needs `contact` in payband.toml)
    payband run --replay FILE          the same from an archive, without the network
    payband run --sample               the same on the bundled sample, in data/sample
    """
    from pipeline.operate.run_request import RunRequest

    if sample and replay:
        raise click.UsageError("--sample and --replay exclude each other")
    day = since and since.date()
    order = RunRequest(
        sources, replay, boards, urls, limit, day, force, accept_drop=accept_drop, follow=follow
    )
    context.exit(_sample(order, as_json) if sample else execute(order, as_json))


def execute(order: "RunRequest", as_json: bool, settings: "Settings | None" = None) -> int:
    """Run, show the result, and return the exit code. Without `settings` it uses the live store.

    It takes the lock before it imports the rest, so that a second run fails at once.
    """
    from pipeline.config import load_settings
    from pipeline.store.db.lock import run_lock

    settings = settings or load_settings()
    with run_lock(settings.database_url) as still_ours:
        from pipeline.operate.run import run_locked

        with progress() as tell:
            outcome = run_locked(settings, order, tell, still_ours)
    from pipeline.cli.output.run_summary import show_outcome

    if as_json:
        print_json(asdict(outcome))
    else:
        show_outcome(outcome, settings)
    return outcome.exit_code


def _sample(order: "RunRequest", as_json: bool) -> int:
    """Run on the bundled archive, in a separate folder, because its postings are invented."""
    from dataclasses import replace

    from pipeline.config import load_settings
    from pipeline.operate.sample import FOLDER, sample_archive, sample_settings

    settings = sample_settings(load_settings())
    with sample_archive() as archive:
        say(
            f"the bundled sample of invented postings ({archive}) goes to {FOLDER}; the live "
            "database and files do not change"
        )
        return execute(replace(order, replay=archive), as_json, settings)
