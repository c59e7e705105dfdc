"""`payband sources`: list sources and their terms, check boards, add a source."""

from dataclasses import asdict
from pathlib import Path

import click

from pipeline.cli import options
from pipeline.cli.output.show import print_json, print_line, print_table, say
from pipeline.cli.sections import UncutGroup


@click.group("sources", cls=UncutGroup, invoke_without_command=True)
@options.as_json
@click.pass_context
def sources_command(context: click.Context, *, as_json: bool) -> None:
    """List the sources and their terms; check boards; add a source.

    On or off and why, what may be published, the address of the terms and when they were read,
    attribution owed.
    """
    if context.invoked_subcommand is None:
        _list(as_json=as_json)


@sources_command.command("check")
@click.argument("sources", nargs=-1, shell_complete=options.complete_source)
@click.option("--boards", default="", metavar="A,B", help="Only these boards.")
@options.as_json
@click.pass_context
def check_command(
    context: click.Context, *, sources: tuple[str, ...], boards: str, as_json: bool
) -> None:
    """Ask each board whether it is there; live, and politely. Nothing is stored.

    A board is dead where the site itself says so (404, 410). Without a network, or where the site
    refuses or fails, there is no telling. Exit code 0: all are there; 3: only some are, as far as
    one can tell; 1: none is.

    \b
    payband sources check
    payband sources check greenhouse --boards acme
    """
    from pipeline.config import load_settings
    from pipeline.operate.checkout import check_boards, exit_code
    from pipeline.operate.crawls.source_selection import check_known
    from pipeline.rules.sources import all_sources

    check_known(sources, "sources")
    wanted = sources or tuple(s.source for s in all_sources().values() if s.default == "on")
    found = list(check_boards(load_settings(), wanted, boards))
    if as_json:
        print_json([asdict(state) for state in found])
    else:
        header = ("source", "board", "state", "message")
        print_table("Boards", header, [list(asdict(state).values()) for state in found])
        if untold := sum(state.state == "can't tell" for state in found):
            say(f"{untold} of {len(found)} boards: can't tell; keep their rows, check again later")
    context.exit(exit_code(found))


@sources_command.command("new")
@click.argument("name")
@click.argument("url")
@click.option(
    "--platform",
    default="schema_org",
    show_default=True,
    help="What it is built on; of a new name, its module is written too.",
)
def new_command(*, name: str, url: str, platform: str) -> None:
    """Write a new source into this checkout: spider, rules, fixtures; a new platform's module too.

    Its tests fail until its terms and its golden output were read. To be run in the
    repository's folder.

    \b
    payband sources new acme https://careers.acme.example/jobs/
    payband sources new acme_eu https://api.eu.acme.example --platform lever
    payband sources new zephyr https://api.zephyr.example/jobs --platform zephyr
    """
    from pipeline.operate.checkout import tool

    made = tool("new_source").new_source(Path(), name, platform, url)
    for path in dict.fromkeys(made):
        print_line(path)
    say("next: docs/add-a-source.md, from step 2 on")


@sources_command.command("read")
@click.argument("source", shell_complete=options.complete_source)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--url", required=True, help="The address the file was saved from.")
@click.option("--board", default="", help="The board it is of, on a platform with boards.")
@click.option("--listing", default="", metavar="FILE", help="The saved page that asks for it.")
@click.option("--listing-url", default="", help="The address the listing was saved from.")
@click.pass_context
def read_command(
    context: click.Context,
    *,
    source: str,
    file: Path,
    url: str,
    board: str,
    listing: str,
    listing_url: str,
) -> None:
    """Print what a spider makes of a saved response, as JSON lines.

    Each posting raw and cleaned, each request it would make, each record it refuses. A job's page
    may lack what its listing says: give the listing, too.

    \b
    payband sources read jsonld page.html --url https://careers.example.com/jobs/1
    payband sources read acme job.json --url https://acme.example/jobs/1 \\
        --listing jobs.json --listing-url https://acme.example/jobs
    """
    from pipeline.config import load_settings
    from pipeline.operate.checkout import read_saved
    from pipeline.operate.crawls.source_selection import check_known

    check_known([source], "SOURCE")
    if bool(listing) is not bool(listing_url):
        raise click.UsageError("--listing and --listing-url go together")
    page = (str(file), url, board, listing, listing_url)
    context.exit(read_saved(load_settings(), source, *page))


def _list(*, as_json: bool) -> None:
    from pipeline.config import load_settings
    from pipeline.operate.crawls.source_selection import check_known
    from pipeline.rules.sources import all_sources

    chosen = load_settings().sources
    check_known(chosen, "sources in the configuration")
    known = all_sources().values()
    rows = [asdict(s) | {"on": s.source in chosen if chosen else s.default == "on"} for s in known]
    if as_json:
        print_json(rows)
        return
    header = ("source", "on", "publish", "why", "terms", "read on", "attribution", "every")
    print_table("Sources", header, [_row(row) for row in rows])


def _row(row: dict[str, object]) -> list[object]:
    on = "on" if row["on"] else "off"
    keys = ("publish", "why", "terms", "read_on", "attribution")
    told = row | {"read_on": row["read_on"] or "not read"}
    return [row["source"], on, *(told[k] for k in keys), f"{row['min_interval_hours']} h"]
