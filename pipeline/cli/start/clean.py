"""`payband clean`: clean a table of postings, or the postings of the store again."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.output.show import print_table, progress, say
from pipeline.cli.store_options import Which, of_store

if TYPE_CHECKING:
    from pipeline.store.postings.changes import FieldChange


@click.command("clean")
@click.argument("table", required=False, metavar="IN", type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="Clean every posting in the store anew.")
@options.cores
@of_store
def clean_command(
    *,
    table: Path | None,
    output: Path | None,
    everything: bool,
    cores: int | None,
    which: Which,
) -> None:
    """Clean a table of postings, or the store anew.

    IN is a CSV, JSONL or Parquet file; no store is needed. Its columns are named as in
    raw_posting (source, source_key, url, title, company, location, salary, description, posted,
    …), and `country` may hint at the country. OUT has the export's columns, one row for each row
    of IN, in order. With --all: what the store holds, instead.

    \b
    payband clean postings.csv -o cleaned.csv
    payband clean --all                        and say, field by field, what changed
    """
    if everything == (table is not None):
        raise click.UsageError("give either a table or --all")
    if everything:
        _clean_store(which, cores)
    elif which.named:
        raise click.UsageError("cleaning a table uses no store: leave out --sample and --database")
    elif output is None or table is None:
        raise click.UsageError("give the output file: -o OUT.csv (or .jsonl, .parquet)")
    else:
        _clean_table(table, output, cores)


def _clean_table(table: Path, output: Path, cores: int | None) -> None:
    from pipeline.clean.employer.aliases import user_aliases
    from pipeline.config import load_settings
    from pipeline.fx.saved_rates import saved_rates
    from pipeline.operate.table import clean_table
    from pipeline.operate.workers import all_cores

    settings = load_settings()
    rates, aliases = saved_rates(settings.rates_folder), user_aliases(settings.employers_file)
    written = clean_table(table, output, rates, aliases, cores=cores or all_cores())
    say(f"wrote {output}: {written} postings")


def _clean_store(which: Which, cores: int | None) -> None:
    from pipeline.clean.employer.aliases import user_aliases
    from pipeline.fx.saved_rates import saved_rates
    from pipeline.operate.cleaning import clean_store
    from pipeline.operate.workers import all_cores
    from pipeline.store.db.existing import open_existing
    from pipeline.store.db.lock import run_lock

    settings = which.settings()
    url, cores = settings.database_url, cores or all_cores()
    with run_lock(url), progress() as tell:
        rates, aliases = saved_rates(settings.rates_folder), user_aliases(settings.employers_file)
        store = open_existing(url)
        outcome = clean_store(store, rates, aliases, everything=True, cores=cores, progress=tell)
    header = ("field", "postings", "for example", "was", "is", "rules before", "rules now")
    rows = [
        (c.field, c.postings, c.posting_id, _shown(c.before), _shown(c.after), *_rules(c))
        for c in outcome.changes
    ]
    print_table("What changed", header, rows)
    say(f"cleaned {outcome.read} postings, {outcome.written} of them changed")


def _shown(value: object) -> object:
    return "; ".join(value) if isinstance(value, tuple) else value


def _rules(change: "FieldChange") -> tuple[str, str]:
    """Return the rules that read a field before and now, or that the posting was edited."""
    edited = change.rules_before == change.rules_after
    return "the posting was edited" if edited else change.rules_before, change.rules_after
