"""`payband jobs`: list the jobs that fit search words, the newest first."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli import options
from pipeline.cli.filter_options import filter_options
from pipeline.cli.output.new_folder import say_new_folder
from pipeline.cli.output.show import say
from pipeline.cli.output.streams import STANDARD_OUTPUT, StandardOutput, check_one_use
from pipeline.cli.store_options import Which, of_store
from pipeline.publish.counted import many

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.config import Settings
    from pipeline.filters.filters import Filters
    from pipeline.publish.export.newest_jobs import JobList

SHOWN = 20
"""Jobs in a table, unless --limit says another number."""


@click.command("jobs")
@filter_options()
@click.option(
    "--limit",
    type=click.IntRange(1),
    metavar="N",
    help=f"At most N jobs. Default: {SHOWN} in a table, all in JSON and in a file.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write a file instead: .csv, .jsonl, .parquet or .xlsx; - is standard output, as CSV.",
)
@options.excel
@options.as_json
@options.force
@of_store
def jobs_command(
    *,
    filters: "Filters",
    limit: int | None,
    output: Path | None,
    excel: bool,
    as_json: bool,
    force: bool,
    which: Which,
) -> None:
    """List the jobs that fit, the newest first.

    Open jobs, unless --status says otherwise: title, employer, place, pay, day posted (or first
    seen), link. Pay that statistics don't trust is "not trusted" in the table; a file and JSON have
    it with salary_status "flagged" and its flags. `payband explain ID` says why.
    """
    from pipeline.publish.export.newest_jobs import check_name, each_job, newest_jobs

    check_one_use(output, as_json=as_json)
    if excel and output is None:
        raise click.UsageError("--excel is for a CSV: give the file, -o jobs.csv")
    if output not in (None, STANDARD_OUTPUT):
        check_name(output)
    settings = which.settings()
    wanted = filters.open_unless_told
    most = SHOWN if limit is None and output is None and not as_json else limit
    store = which.store(settings)
    if output is not None:
        say_new_folder(output)
        _write(each_job(store, wanted, most), output, settings, excel=excel, force=force)
    if as_json:
        _print(each_job(store, wanted, most))
    elif output is None:
        list_jobs(newest_jobs(store, wanted, most), wanted)


def _write(
    jobs: "Iterator[Any]", output: Path, settings: "Settings", *, excel: bool, force: bool
) -> None:
    from pipeline.operate.protected_inputs import keep_inputs
    from pipeline.publish.export.newest_jobs import stream_jobs, write_jobs

    if output == STANDARD_OUTPUT:
        count = stream_jobs(jobs, StandardOutput(), excel=excel)
        where = "standard output"
    else:
        keep_inputs(settings, output)
        count = write_jobs(jobs, output, excel=excel, force=force)
        where = str(output)
    say(f"wrote {where}: {many(count, 'job', 'jobs')}")


def _print(jobs: "Iterator[Any]") -> None:
    from pipeline.cli.output.job_table import print_jobs

    print_jobs(jobs)


def list_jobs(found: "JobList", wanted: "Filters") -> None:
    """Print jobs as a table, and how many more fit."""
    from pipeline.cli.output.job_table import show_jobs

    show_jobs(found.jobs)
    if wanted.min_pay is not None and found.jobs:
        say(f"their pay reaches {wanted.min_pay:,} US dollars a year, converted at dated rates")
    if not found.jobs:
        say(f"no job fits {wanted.text}")
    elif len(found.jobs) < found.fitting:
        what = "open jobs" if wanted.status == ("open",) else "jobs"
        say(f"{len(found.jobs)} of {found.fitting:,} {what} that fit; --limit shows more")
