"""`payband crawl`: collect postings without cleaning or publishing them."""

from datetime import datetime
from pathlib import Path

import click

from pipeline.cli import options
from pipeline.cli.start.run import execute


@click.command("crawl")
@click.argument("sources", nargs=-1, required=True, shell_complete=options.complete_source)
@options.replay
@options.crawl_options
@options.as_json
@click.pass_context
def crawl_command(
    context: click.Context,
    *,
    sources: tuple[str, ...],
    replay: Path | None,
    boards: str,
    urls: str,
    follow: str,
    limit: int | None,
    since: datetime | None,
    force: bool,
    as_json: bool,
) -> None:
    """Collect only: SOURCES into the archive and the store.

    Nothing is cleaned: `payband clean --stale` does that next, before jobs, export and report
    have the postings.

    \b
    payband crawl greenhouse --boards acme
    payband crawl jsonld --urls https://careers.example.com/jobs/1
    """
    from pipeline.operate.run_request import RunRequest

    day = since and since.date()
    order = RunRequest(
        sources, replay, boards, urls, limit, day, force, collect_only=True, follow=follow
    )
    context.exit(execute(order, as_json))
