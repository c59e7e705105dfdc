"""`payband browse`: look at the store in a browser."""

import sys

import click

from pipeline.cli.output.show import say
from pipeline.cli.store_options import Which, of_store


@click.command("browse")
@click.option("--port", type=click.IntRange(1, 65_535), default=8001, show_default=True)
@of_store
def browse_command(*, port: int, which: Which) -> None:
    """Look at the store in a browser: its views, with facets and ready queries.

    Datasette serves it on this machine only, and only to read. Needs payband[browse] and a SQLite
    store. Ctrl-C ends it.

    \b
    payband browse
    payband browse --port 8010 --sample
    """
    from pipeline.browse.datasette import browse
    from pipeline.store.db.database import sqlite_file
    from pipeline.store.db.existing import open_existing
    from pipeline.store.runs.bundled_sample import holds_sample

    settings = which.settings()
    file = sqlite_file(settings.database_url)
    if file is None:
        raise click.UsageError("browse reads SQLite stores; for PostgreSQL use its views by SQL")
    engine = open_existing(settings.database_url)
    invented = holds_sample(engine)
    engine.dispose()
    say(f"http://127.0.0.1:{port} shows {file}")
    sys.exit(browse(file, port, invented=invented))
