"""`payband clean`: anybody's table of postings, or what the store holds."""

from pathlib import Path

import click

from pipeline.cli.show import progress, say


@click.command("clean")
@click.argument("table", required=False, metavar="IN", type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="Clean every posting in the store anew.")
def clean_command(*, table: Path | None, output: Path | None, everything: bool) -> None:
    """Clean a table of postings, or the store anew.

    IN is a CSV, JSONL or Parquet file; no store is needed. Its columns are named as in
    raw_posting (source, source_key, url, title, company, location, salary, description, posted,
    …), and `country` may hint at the country. OUT has the export's columns, one row for each row
    of IN, in order. With --all: what the store holds, instead.

    \b
    payband clean postings.csv -o cleaned.csv
    payband clean --all
    """
    if everything == (table is not None):
        raise click.UsageError("give either a table or --all")
    if everything:
        _clean_store()
    elif output is None or table is None:
        raise click.UsageError("say where to: -o OUT.csv (or .jsonl, .parquet)")
    else:
        _clean_table(table, output)


def _clean_table(table: Path, output: Path) -> None:
    from pipeline.clean.frame import clean_rows
    from pipeline.clean.tables import raw_postings, read_table
    from pipeline.publish.table_out import check_ending, write_postings

    check_ending(output)
    raws = raw_postings(read_table(table), str(table))
    written = write_postings(clean_rows(raws), output)
    say(f"wrote {output}: {written} postings")


def _clean_store() -> None:
    from pipeline.config import load_settings
    from pipeline.operate.cleaning import clean_store
    from pipeline.operate.lock import run_lock
    from pipeline.store.database import open_store

    url = load_settings().database_url
    with run_lock(url), progress() as tell:
        outcome = clean_store(open_store(url), everything=True, progress=tell)
    say(f"cleaned {outcome.read} postings, of which {outcome.written} differ")
