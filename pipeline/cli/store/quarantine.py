"""`payband quarantine`: list, show and read again the refused records."""

from collections import Counter
from pathlib import Path

import click

from pipeline.cli import options
from pipeline.cli.output.show import print_body, print_json, print_table, progress, say
from pipeline.cli.sections import UncutGroup
from pipeline.cli.store_options import Which, of_store
from pipeline.publish.counted import many


def _known_source(_context: click.Context, _option: click.Parameter, source: str) -> str:
    """Return a source; raise UsageError for one that there is not."""
    if source:
        from pipeline.operate.crawls.source_selection import check_known

        check_known([source], "--source")
    return source


OF_RUN = click.option("--run", "run_id", default="", metavar="RUN", help="Only of one run.")
OF_SOURCE = click.option(
    "--source",
    default="",
    callback=_known_source,
    shell_complete=options.complete_source,
    help="Only of one source.",
)
COUNTS = ("records", "stored", "refused")


@click.group("quarantine", cls=UncutGroup)
def quarantine_command() -> None:
    """List, show or read again the records that were refused."""


@quarantine_command.command("list")
@OF_RUN
@OF_SOURCE
@click.option("--reason", default="", metavar="CODE", help="Only with one reason.")
@options.as_json
@of_store
def refused_command(*, run_id: str, source: str, reason: str, as_json: bool, which: Which) -> None:
    """List refused records with their reasons, the newest run first.

    \b
    payband quarantine list --reason missing_title
    """
    from dataclasses import asdict

    from pipeline.store.db.existing import open_existing
    from pipeline.store.runs.quarantine import refused

    engine = open_existing(which.settings().database_url)
    found = refused(engine, run_id=run_id, source=source, reason=reason)
    if as_json:
        print_json([asdict(row) for row in found])
        return
    rows = [(f"{r.run_id}/{r.source}/{r.n}", r.board, r.reason, r.detail, r.url) for r in found]
    print_table("Quarantine", ("record", "board", "reason", "detail", "page"), rows)
    say(_counted(Counter(row.reason for row in found)))
    if not found and (run_id or source or reason):
        say(f"in all: {_counted(Counter(row.reason for row in refused(engine)))}")


def _counted(reasons: "Counter[str]") -> str:
    """Return how many records were refused, and for which reasons."""
    each = ", ".join(f"{count} {code}" for code, count in sorted(reasons.items()))
    return f"{many(reasons.total(), 'refused record')}{': ' if each else ''}{each}"


@quarantine_command.command("show")
@click.argument("record", metavar="RUN/SOURCE/N")
@click.option("--body", is_flag=True, help="Print the page it came from, as received, instead.")
@of_store
def show_command(*, record: str, body: bool, which: Which) -> None:
    """Show a refused record, and where the page it came from lies.

    \b
    payband quarantine show 20261028T060000Z-1/ashby/0
    """
    from dataclasses import asdict

    from pipeline.errors import UsageError
    from pipeline.store.db.existing import open_existing
    from pipeline.store.runs.quarantine import body_of, refused

    settings = which.settings()
    run_id, _, rest = record.partition("/")
    source, _, number = rest.partition("/")
    rows = refused(open_existing(settings.database_url), run_id=run_id, source=source)
    found = [row for row in rows if str(row.n) == number]
    if not found or not source:
        raise UsageError(f"there is no refused record {record}: see payband quarantine list")
    file, page = body_of(found[0], settings.archive_dir)
    if body and page is None:
        raise UsageError(f"{file} has no response for {found[0].url}")
    if body and page is not None:
        print_body(page.body)
        return
    print_json(asdict(found[0]) | {"archive": str(file), "archived": page is not None})


@quarantine_command.command("replay")
@OF_RUN
@OF_SOURCE
@click.option(
    "--archive",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where the responses lie, of a run that was itself a replay.",
)
@options.as_json
@of_store
@click.pass_context
def replay_command(
    context: click.Context,
    *,
    run_id: str,
    source: str,
    archive: Path | None,
    as_json: bool,
    which: Which,
) -> None:
    """Read the pages of refused records again, from the archive, after a fix.

    What is good now is stored and leaves quarantine. Exit code 3 where some crawls could not be
    read again, 1 where none could.

    \b
    payband quarantine replay --source ashby
    """
    from dataclasses import asdict

    from pipeline.operate.reprocess import reprocess

    settings = which.settings()
    with progress() as tell:
        done = reprocess(settings, run_id=run_id, source=source, archive=archive, progress=tell)
    if as_json:
        print_json([asdict(one) for one in done])
    else:
        header = ("run", "source", "were refused", "stored", "refused now", "message")
        print_table("Read again", header, [tuple(asdict(one).values()) for one in done])
        were, stored, left = (sum(getattr(d, n) for d in done) for n in COUNTS)
        say(f"refused: {many(were, 'record')}, still {left}; stored: {many(stored, 'posting')}")
    failed = [one for one in done if one.message]
    context.exit(0 if not failed else 3 if len(failed) < len(done) else 1)
