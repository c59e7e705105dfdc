"""`payband purge`: delete old archived responses and descriptions."""

from dataclasses import asdict

import click

from pipeline.cli import options
from pipeline.cli.output.show import print_json, say
from pipeline.cli.store_options import Which, of_sample
from pipeline.publish.counted import many


@click.command("purge")
@click.option(
    "--older-than",
    type=click.IntRange(0),
    metavar="DAYS",
    help="What is older than so many days. Default: retention_days of the configuration.",
)
@click.option("--source", default="", shell_complete=options.complete_source, help="Only of one.")
@click.option(
    "--posting",
    "posting_id",
    metavar="ID",
    help="Only the body of this posting, of any age. Archives stay: they hold others, too.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@options.as_json
@of_sample
def purge_command(
    *,
    older_than: int | None,
    source: str,
    posting_id: str | None,
    dry_run: bool,
    as_json: bool,
    which: Which,
) -> None:
    """Delete archived responses, and the bodies of postings not seen since.

    What was read of the postings stays, with its history. What is gone can be neither replayed
    nor cleaned anew.

    \b
    payband purge --dry-run
    payband purge --older-than 30 --source greenhouse
    payband purge --posting 0f3a5d9c2b7e4a61
    """
    if posting_id is not None:
        if older_than is not None or source:
            raise click.UsageError("--posting goes without --older-than and --source")
        _purge_posting(which, posting_id, dry_run=dry_run, as_json=as_json)
        return
    _purge_old(which, older_than, source, dry_run=dry_run, as_json=as_json)


def _purge_posting(which: Which, posting_id: str, *, dry_run: bool, as_json: bool) -> None:
    from pipeline.clock import now
    from pipeline.store.db.existing import open_existing
    from pipeline.store.db.lock import run_lock
    from pipeline.store.retention.purge import purge_posting

    settings = which.settings()
    with run_lock(settings.database_url):
        engine = open_existing(settings.database_url)
        bodies = purge_posting(engine, posting_id, now(), dry_run=dry_run)
    if as_json:
        print_json({"posting_id": posting_id, "bodies": bodies, "dry_run": dry_run})
    elif not bodies:
        say(f"{posting_id}: its body was deleted before")
    else:
        say(
            f"{'would delete' if dry_run else 'deleted'} the body of {posting_id}; archives of "
            "runs still hold it, and a crawl that finds the posting brings it back"
        )


def _purge_old(
    which: Which, older_than: int | None, source: str, *, dry_run: bool, as_json: bool
) -> None:
    from datetime import timedelta

    from pipeline.clock import now
    from pipeline.operate.crawls.source_selection import check_known
    from pipeline.store.db.existing import open_existing
    from pipeline.store.db.lock import run_lock
    from pipeline.store.retention.purge import purge

    check_known([source] if source else [], "--source")
    settings = which.settings()
    days = settings.retention_days if older_than is None else older_than
    if older_than is None and not days:
        raise click.UsageError("retention_days is 0, so nothing is too old: give --older-than DAYS")
    before = now() - timedelta(days=days)
    with run_lock(settings.database_url):
        engine = open_existing(settings.database_url)
        done = purge(engine, settings.archive_dir, before, source, dry_run=dry_run)
    if as_json:
        print_json(asdict(done) | {"before": before, "dry_run": dry_run})
        return
    say(
        f"{'would delete' if dry_run else 'deleted'} {many(done.files, 'archive file')} "
        f"({done.size:,} bytes), the bodies of {many(done.bodies, 'posting')} and "
        f"{many(done.records, 'refused record')}, all from before {before:%Y-%m-%d}"
    )
