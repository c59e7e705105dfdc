"""`payband export`: the cleaned postings as a file."""

from pathlib import Path

import click

from pipeline.cli.show import say


@click.command("export")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Where to; .csv, .jsonl or .parquet. Default: postings.csv in exports_dir.",
)
@click.option("--all", "everything", is_flag=True, help="Every posting, not one a job.")
@click.option("--excel", is_flag=True, help="Begin the CSV with the mark Excel needs for UTF-8.")
def export_command(*, output: Path | None, everything: bool, excel: bool) -> None:
    """Write the cleaned postings to a file.

    One row for each job, with a data dictionary beside it. A job met on several boards is
    exported as its first posting; with --all the others are, too, naming it in duplicate_of.

    \b
    payband export -o postings.parquet
    payband export --excel -o postings.csv
    """
    from pipeline.config import load_settings
    from pipeline.publish.export import export
    from pipeline.store.database import open_store

    settings = load_settings()
    target = output or settings.exports_dir / "postings.csv"
    rows = export(open_store(settings.database_url), target, excel=excel, everything=everything)
    say(f"wrote {target}: {rows} postings")
