"""`payband export`: write the cleaned postings to a file."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.filter_options import filter_options
from pipeline.cli.output.show import print_json, say
from pipeline.cli.store_options import Which, of_store

if TYPE_CHECKING:
    from pipeline.filters.filters import Filters


@click.command("export")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Where to; .csv, .jsonl or .parquet. Default: postings.csv in exports_dir.",
)
@click.option("--all", "everything", is_flag=True, help="Every posting, not one a job.")
@click.option("--excel", is_flag=True, help="Begin the CSV with the mark Excel needs for UTF-8.")
@filter_options()
@options.as_json
@options.force
@of_store
def export_command(
    *,
    output: Path | None,
    everything: bool,
    excel: bool,
    filters: "Filters",
    as_json: bool,
    force: bool,
    which: Which,
) -> None:
    """Write the cleaned postings to a file.

    One row for each job, with a data dictionary beside it. A job met on several boards is
    exported as its first posting; with --all the others are, too, naming it in duplicate_of.

    An empty store doesn't replace a file that has rows: exit code 4, unless --force is given.
    """
    from pipeline.operate.protected_inputs import keep_inputs
    from pipeline.publish.export.export import export, export_files
    from pipeline.publish.export.formats import ending
    from pipeline.store.db.existing import open_existing

    if output is not None:
        ending(output)
    settings = which.settings()
    target = output or which.own_file(settings.export_file)
    keep_inputs(settings, target)
    engine = open_existing(settings.database_url)
    rows = export(engine, target, excel=excel, everything=everything, filters=filters, force=force)
    say(f"wrote {target}: {rows} postings")
    if as_json:
        print_json({"files": list(map(str, export_files(target))), "rows": rows})
