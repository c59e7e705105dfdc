"""`payband db`: upgrade, back up, restore and check the database."""

from pathlib import Path

import click

from pipeline.cli import options
from pipeline.cli.output.show import print_json, print_line, print_table, say
from pipeline.cli.sections import UncutGroup
from pipeline.cli.store_options import Which, of_store

FILE = click.argument("file", type=click.Path(path_type=Path))


@click.group("db", cls=UncutGroup)
def db_command() -> None:
    """Upgrade, back up, restore or check the database."""


@db_command.command("upgrade")
@options.as_json
@of_store
def upgrade_command(*, as_json: bool, which: Which) -> None:
    """Bring the schema to the newest revision; every other command does so, too.

    A database that isn't there yet is made.

    \b
    payband db upgrade
    """
    from pipeline.store.db.database import open_store, schema_of

    engine = open_store(which.settings(needed=False).database_url)
    with engine.connect() as connection:
        schema = schema_of(connection)
    engine.dispose()
    if as_json:
        print_json({"schema": schema})
    else:
        say(f"the schema is at {schema}")


@db_command.command("backup")
@FILE
@click.option("--force", is_flag=True, help="Replace FILE where it is there.")
@options.as_json
@of_store
def backup_command(*, file: Path, force: bool, as_json: bool, which: Which) -> None:
    """Write a whole and checked copy of the database to FILE, also while a run is at work.

    Of SQLite a database file; of PostgreSQL what pg_dump makes. Never copy the file yourself:
    what a run writes meanwhile would tear it.

    \b
    payband db backup payband-backup.db
    """
    from dataclasses import asdict

    from pipeline.store.db.backup import backup

    done = backup(which.settings().database_url, file, force=force)
    if as_json:
        print_json(asdict(done))
        return
    say(f"{done.file}: {done.size:,} bytes, checked")
    print_table("Rows", ("table", "rows"), done.rows.items())


@db_command.command("restore")
@FILE
@click.option("--force", is_flag=True, help="Also where the database isn't empty.")
@options.as_json
@of_store
def restore_command(*, file: Path, force: bool, as_json: bool, which: Which) -> None:
    """Make the database what it was when FILE was made; FILE is checked first.

    It is the live database, unless --sample or --database says otherwise. With --force all that
    it holds now is lost. No run may be at work (exit code 5).

    \b
    payband db restore payband-backup.db --force
    """
    from pipeline.config import load_settings
    from pipeline.store.db.backup import restore

    settings = which.settings(needed=False) if which.named else load_settings()
    rows = restore(settings.database_url, file, force=force)
    if as_json:
        print_json(rows)
        return
    say(f"restored from {file}")
    print_table("Rows", ("table", "rows"), rows.items())


@db_command.command("check")
@options.as_json
@of_store
@click.pass_context
def check_command(context: click.Context, *, as_json: bool, which: Which) -> None:
    """Look for broken pages, rows of no posting, counts that don't balance, an old schema.

    Exit code 1 where something is wrong. Changes nothing.

    \b
    payband db check
    """
    from pipeline.store.db.check import check
    from pipeline.store.db.existing import connect_existing

    wrong = check(connect_existing(which.settings().database_url))
    if as_json:
        print_json(wrong)
    for words in [] if as_json else wrong or ["the database is in order"]:
        print_line(words)
    context.exit(1 if wrong else 0)
