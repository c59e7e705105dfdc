"""`payband audit`: what is wrong with a table of postings, or with the store's."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.filter_options import filter_options
from pipeline.cli.output.new_folder import say_new_folder
from pipeline.cli.output.show import print_json, progress, say
from pipeline.cli.store_options import Which, of_store
from pipeline.cli.table_options import say_columns, say_skipped, table_options
from pipeline.publish.counted import many

if TYPE_CHECKING:
    from pipeline.filters.filters import Filters
    from pipeline.operate.engines.engine import Engine
    from pipeline.operate.tables.clean_table import TableOptions
    from pipeline.publish.audit.audit import Audit
    from pipeline.tables.read import ReadingOptions


@click.command("audit")
@click.argument("table", required=False, metavar="[TABLE]", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="HTML",
    type=click.Path(path_type=Path),
    help="The page; a JSON file goes beside it. Default: TABLE-audit.html.",
)
@table_options
@filter_options()
@options.engine_options
@options.as_json
@of_store
def audit_command(
    *,
    table: Path | None,
    output: Path | None,
    reading: "Callable[[], ReadingOptions]",
    filters: "Filters",
    engine: "Callable[[], Engine]",
    as_json: bool,
    which: Which,
) -> None:
    """Say what is wrong with a table of postings.

    TABLE is a file as `payband clean` takes it; without it, the postings of the store are audited.
    Writes one page and one JSON file to forward: duplicates, bogus and suspect pay with examples,
    mixed currencies and periods, what is missing, and how far medians move. With search words,
    only of the rows that fit once they are cleaned. With --json it prints the JSON, and writes
    files only with -o.

    \b
    payband audit jobs.csv -o audit.html
    payband audit                                the store
    """
    from pipeline.publish.audit.audit_json import audit_record

    if table is not None and which.named:
        raise click.UsageError("a table needs no store: leave out --sample and --database")
    pages = _pages(table, output, as_json=as_json)
    wanted = _wanted(reading(), pages, engine())
    found = _found(table, which, wanted, filters)
    if pages:
        say_new_folder(output)
        _write(found, pages, quiet=as_json)
    if as_json:
        print_json(audit_record(found))


def _pages(table: Path | None, output: Path | None, *, as_json: bool) -> tuple[Path, ...]:
    """Return the files to write, page and JSON. Raises UsageError where one is the input."""
    from pipeline.disk import keep_input

    if output is None and as_json:
        return ()
    stem = "store" if table is None else "table" if table == Path("-") else table.name.split(".")[0]
    html = output or Path(f"{stem}-audit.html")
    if html.suffix.lower() not in (".html", ".htm"):
        raise click.UsageError(f"{html}: the name must end in .html")
    pages = (html, html.with_suffix(".json"))
    for page in pages:
        if table is not None:
            keep_input(table, page)
    return pages


def _wanted(reading: "ReadingOptions", pages: tuple[Path, ...], engine: "Engine") -> "TableOptions":
    from pipeline.operate.tables.clean_table import TableOptions

    page = pages[0] if pages else None
    return TableOptions(reading, beside=page, engine=engine)


def _found(table: Path | None, which: Which, wanted: "TableOptions", filters: "Filters") -> "Audit":
    from pipeline.clean.employer.aliases import user_aliases
    from pipeline.config import load_settings
    from pipeline.fx.saved_rates import saved_rates
    from pipeline.input_files import input_file

    settings = load_settings() if table is not None else which.settings()
    rates = saved_rates(settings.rates_folder)
    names = user_aliases(input_file(settings, "employers_file"))
    with progress() as tell:
        wanted = replace(wanted, progress=tell, aliases=names)
        if table is not None:
            from pipeline.operate.tables.audit import audit_table

            return audit_table(table, rates, wanted, filters)
        from pipeline.operate.tables.audit_store import audit_store

        return audit_store(which.store(settings), rates, wanted, filters)


def _write(found: "Audit", pages: tuple[Path, ...], *, quiet: bool) -> None:
    from pipeline.publish.audit.page import write_audit
    from pipeline.publish.audit.summary import summary

    html, json = pages
    write_audit(found, html, json)
    if not quiet:
        say_columns(found.table.columns, found.table.table.format)
        say_skipped(found.table.table.skipped)
        for sentence in summary(found):
            say(sentence)
    say(f"wrote {html} and {json}: {many(found.rows, 'row')}")
