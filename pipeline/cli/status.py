"""`payband status`: how the last crawl of each source went, and what the store holds."""

from dataclasses import asdict

import click

from pipeline.cli import options
from pipeline.cli.show import print_json, print_table


@click.command("status")
@options.as_json
def status_command(*, as_json: bool) -> None:
    """Show how the last crawls went.

    Of each source and board, with the store's figures.
    """
    from models.types import utc_text
    from pipeline.cli.summary import COUNTS
    from pipeline.config import load_settings
    from pipeline.store.database import open_store
    from pipeline.store.figures import figures
    from pipeline.store.runs import latest_crawls

    engine = open_store(load_settings().database_url)
    crawls, held = latest_crawls(engine), figures(engine)
    if as_json:
        print_json({"crawls": [asdict(c) for c in crawls], "store": asdict(held)})
        return
    header = ("source", "board", "state", "at", *(c.replace("_", " ") for c in COUNTS), "message")
    rows = [
        [
            c.source,
            c.board,
            c.state,
            utc_text(c.started_at),
            *(getattr(c, n) for n in COUNTS),
            c.message,
        ]
        for c in crawls
    ]
    print_table("Last crawl of each board", header, rows)
    pay = ", ".join(f"{count} {status}" for status, count in held.pay.items())
    click.echo(f"{held.postings} postings in the store; pay: {pay or 'none'}")
