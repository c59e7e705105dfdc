"""`payband status`: show the last crawl of each source and the counts of the store."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.output.show import print_json, print_line, print_table, say
from pipeline.cli.store_options import Which, of_store
from pipeline.publish.counted import many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Engine

    from models.run import CrawlRun
    from pipeline.publish.status.source_status import SourceStatus
    from pipeline.store.postings.counts import StoreCounts
    from pipeline.store.runs.source_runs import Standing


@click.command("status")
@click.option(
    "--max-age", metavar="AGE", help="Exit with 4 if no source delivered for so long: 36h, 2d."
)
@click.option(
    "--html", type=click.Path(path_type=Path), metavar="FILE", help="Write the status page."
)
@click.option(
    "--prometheus",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write metrics for Prometheus' textfile collector.",
)
@click.option("--quiet", is_flag=True, help="Print nothing but the alarm of --max-age.")
@options.as_json
@of_store
def status_command(
    *,
    as_json: bool,
    max_age: str | None,
    quiet: bool,
    html: Path | None,
    prometheus: Path | None,
    which: Which,
) -> None:
    """Show how the last crawls went.

    Of each source and board, with the store's figures: open, closed and expired postings, what the
    source's last run came to, what holds it and how to release that. Every run writes the same as
    a page, status.html, beside the report.

    \b
    payband status --max-age 36h --quiet        an alarm, as cron mails it
    payband status --prometheus /var/lib/node_exporter/payband.prom
    """
    from pipeline.clock import now
    from pipeline.operate.freshness import check_age, read_age
    from pipeline.store.db.existing import open_existing
    from pipeline.store.runs.source_runs import standings

    if quiet and (max_age is None or as_json):
        raise click.UsageError("--quiet leaves only the alarm: it needs --max-age, and no --json")
    oldest = None if max_age is None else read_age(max_age)
    url = which.url(quiet=quiet)
    engine = open_existing(url)
    stand = standings(engine)
    _write(engine, html, prometheus, quiet=quiet)
    if not quiet:
        _tell(engine, url, stand, as_json=as_json)
    if oldest is not None:
        check_age((source.healthy_at for source in stand), oldest, now())


def _tell(engine: "Engine", url: str, stand: "Sequence[Standing]", *, as_json: bool) -> None:
    from pipeline.publish.status.source_status import source_statuses
    from pipeline.store.postings.counts import store_counts
    from pipeline.store.runs.runs import latest_crawls

    held = store_counts(engine)
    crawls = _without_dead(latest_crawls(engine), url)
    if as_json:
        _print(crawls, stand, held, source_statuses(engine))
    else:
        _show(crawls, stand, held)
        _show_health(source_statuses(engine))


def _without_dead(crawls: "Sequence[CrawlRun]", url: str) -> "Sequence[CrawlRun]":
    """Return the crawls; those of a killed run are aborted, though the store says `running`.

    The next run corrects the store.
    """
    from models.vocab import RunState
    from pipeline.store.db.lock import run_at_work

    if RunState.RUNNING not in {one.state for one in crawls} or run_at_work(url):
        return crawls
    say("the last run was killed; the next one marks it as aborted")
    return [
        replace(one, state=RunState.ABORTED, message="its process was killed")
        if one.state is RunState.RUNNING
        else one
        for one in crawls
    ]


def _write(engine: "Engine", html: Path | None, prometheus: Path | None, *, quiet: bool) -> None:
    tell = (lambda _message: None) if quiet else say
    if html:
        from pipeline.publish.status.page import write_status_page

        write_status_page(engine, html)
        tell(f"wrote {html}")
    if prometheus:
        from pipeline.publish.status.prometheus import write_metrics

        write_metrics(engine, prometheus)
        tell(f"wrote {prometheus}")


def _print(
    crawls: "Sequence[CrawlRun]",
    stand: "Sequence[Standing]",
    held: "StoreCounts",
    found: "Sequence[SourceStatus]",
) -> None:
    health = {one.source: asdict(one) for one in found}
    sources = [asdict(one) | {"health": health[one.source]} for one in stand]
    told = {"crawls": [asdict(one) for one in crawls], "sources": sources}
    print_json(told | {"store": asdict(held)})


def _show_health(found: "Sequence[SourceStatus]") -> None:
    header = ("source", "seen", "usual", "boards complete", "state pay", "flagged", "to release")
    rows = [
        (
            s.source,
            s.postings,
            s.usual and f"{s.usual:g}",
            *(None if v is None else f"{v:.0%}" for v in (s.completeness, s.disclosure, s.flagged)),
            s.release,
        )
        for s in found
    ]
    print_table("Last run of each source, against its last healthy ones", header, rows)


def _show(crawls: "Sequence[CrawlRun]", stand: "Sequence[Standing]", held: "StoreCounts") -> None:
    from pipeline.cli.output.board_rows import COUNTS, board_rows
    from pipeline.cli.output.run_summary import as_of
    from pipeline.store.postings.uncleaned import uncleaned_words

    header = ("source", "board", "state", "at", *(c.replace("_", " ") for c in COUNTS), "message")
    print_table("Last crawl of each board", header, board_rows(crawls))
    _show_sources(stand)
    pay = ", ".join(f"{count} {status}" for status, count in held.pay.items())
    called = "cleaned posting" if held.uncleaned else "posting"
    print_line(f"{many(held.postings, called)} in the store{as_of(held)}; pay: {pay or 'none'}")
    if words := uncleaned_words(held.uncleaned):
        print_line(words)


def _show_sources(stand: "Sequence[Standing]") -> None:
    from models.value_text import utc_text

    rows = [
        [
            s.source,
            s.open,
            s.closed,
            s.expired,
            s.last_run and s.last_run.state,
            s.healthy_at and utc_text(s.healthy_at),
            s.last_run and s.last_run.message,
        ]
        for s in stand
    ]
    header = ("source", "open", "closed", "expired", "last run", "last healthy", "message")
    print_table("Postings of each source", header, rows)
