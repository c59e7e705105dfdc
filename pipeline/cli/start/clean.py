"""`payband clean`: clean a table of postings, or the postings of the store again."""

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.output.new_folder import say_new_folder
from pipeline.cli.output.show import print_json, progress, say
from pipeline.cli.output.streams import STANDARD_OUTPUT, StandardOutput, check_one_use
from pipeline.cli.start.clean_store import clean_stored
from pipeline.cli.store_options import Which, of_store
from pipeline.cli.table_options import say_columns, say_skipped, table_options, write_map_file
from pipeline.publish.counted import many
from pipeline.publish.either_order import either_order_words

if TYPE_CHECKING:
    from pipeline.operate.engines.engine import Engine
    from pipeline.operate.tables.clean_table import TableOptions, TableOutcome
    from pipeline.tables.read import ReadingOptions


@click.command("clean")
@click.argument("table", required=False, metavar="IN", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="Where to; .csv, .jsonl, .parquet or .xlsx; - is standard output, as CSV.",
)
@click.option(
    "--issues", type=click.Path(path_type=Path), metavar="FILE", help="List each issue of each row."
)
@click.option("--keep-extra", is_flag=True, help="Keep the columns that have no meaning.")
@click.option(
    "--write-map",
    type=click.Path(path_type=Path),
    metavar="TOML",
    help="Write what the columns mean, to edit and give to --map.",
)
@options.excel
@table_options
@click.option("--all", "everything", is_flag=True, help="Clean every posting in the store anew.")
@click.option(
    "--stale",
    is_flag=True,
    help="Clean those that nothing cleaned yet, as after a crawl, or that other rules, rates or "
    "employers.csv cleaned; ends a killed --all.",
)
@options.engine_options
@options.as_json
@click.option("--force", is_flag=True, help="Replace OUT, also where IN has no rows.")
@of_store
def clean_command(
    *,
    table: Path | None,
    output: Path | None,
    issues: Path | None,
    keep_extra: bool,
    write_map: Path | None,
    excel: bool,
    reading: "Callable[[], ReadingOptions]",
    everything: bool,
    stale: bool,
    engine: "Callable[[], Engine]",
    as_json: bool,
    force: bool,
    which: Which,
) -> None:
    """Clean a table of postings, or the store anew.

    IN is a CSV, Excel, JSON, JSONL or Parquet file, also in gzip, or - for standard input. Its
    columns are recognised by their names and values; only job titles are required. OUT has the
    export's columns and IN's rows. Without rows it replaces no rows (exit code 4; --force).

    \b
    payband clean jobs.csv -o cleaned.csv
    payband clean jobs.xlsx -o cleaned.csv --map pay=comp_text,place=ort --issues issues.csv
    payband clean jobs.parquet -o cleaned.csv --engine dask://10.0.0.5:8786
    payband clean --all                        and say, field by field, what changed
    payband clean --stale                      what a crawl collected, or a killed --all left
    """
    if [table is not None, everything, stale].count(True) != 1:
        raise click.UsageError("give a table, --all or --stale: one of them")
    if everything or stale:
        clean_stored(which, engine(), everything=everything, as_json=as_json)
        return
    _check_table_options(which, output, write_map, as_json=as_json)
    wanted = _wanted(reading(), issues, engine(), keep_extra=keep_extra, excel=excel, force=force)
    if write_map is not None and table is not None:
        _write_map(table, write_map, wanted.reading)
    if output is not None and table is not None:
        _clean_table(table, output, wanted, as_json=as_json)


def _check_table_options(
    which: Which, output: Path | None, write_map: Path | None, *, as_json: bool
) -> None:
    if which.named:
        raise click.UsageError("cleaning a table uses no store: leave out --sample and --database")
    if output is None and write_map is None:
        raise click.UsageError("give the output file: -o OUT.csv (.jsonl, .parquet, .xlsx or -)")
    check_one_use(output, as_json=as_json)


def _wanted(
    reading: "ReadingOptions",
    issues: Path | None,
    engine: "Engine",
    *,
    keep_extra: bool,
    excel: bool,
    force: bool,
) -> "TableOptions":
    from pipeline.operate.tables.clean_table import TableOptions

    return TableOptions(reading, issues, keep_extra, engine=engine, excel=excel, force=force)


def _write_map(table: Path, target: Path, reading: "ReadingOptions") -> None:
    from pipeline.disk import keep_input
    from pipeline.tables.read import posting_table

    keep_input(table, target)
    with posting_table(table, reading) as read:
        write_map_file(read.columns, target)


def _clean_table(table: Path, output: Path, wanted: "TableOptions", *, as_json: bool) -> None:
    from pipeline.clean.employer.aliases import user_aliases
    from pipeline.config import load_settings
    from pipeline.fx.saved_rates import saved_rates
    from pipeline.input_files import input_file
    from pipeline.operate.tables.clean_table import clean_table

    settings = load_settings()
    rates, names = (
        saved_rates(settings.rates_folder),
        user_aliases(input_file(settings, "employers_file")),
    )
    say_new_folder(output)
    target = StandardOutput() if output == STANDARD_OUTPUT else output
    with progress() as tell:
        outcome = clean_table(table, target, rates, replace(wanted, progress=tell, aliases=names))
    if as_json:
        print_json(_as_record(outcome))
    else:
        _say_outcome(outcome, output, wanted)


def _say_outcome(outcome: "TableOutcome", output: Path, wanted: "TableOptions") -> None:
    say_columns(outcome.columns, outcome.format, kept=wanted.keep_extra)
    if outcome.resumed:
        say(f"went on after {many(outcome.resumed, 'row')} that an earlier command had cleaned")
    say_skipped(outcome.skipped)
    where = "standard output" if output == STANDARD_OUTPUT else output
    say(f"wrote {where}: {many(outcome.rows, 'posting')}")
    counts = outcome.counts
    flags = ", ".join(f"{flag} {n}" for flag, n in counts.flags.most_common())
    say(
        f"pay: stated in {many(counts.pay_stated, 'row')}, read in {counts.pay_read:,}, "
        f"flagged in {counts.pay_flagged:,}{f' ({flags})' if flags else ''}"
    )
    for line in counts.without_usd.lines():
        say(line)
    for line in counts.duplicate_lines():
        say(line)
    if words := either_order_words(counts.either_order):
        say(words)
    if counts.undated:
        say(
            f"no day in {many(counts.undated, 'row')}: a report leaves them out; "
            "--as-of DAY says when the table was collected"
        )
    if missed := counts.not_read_words():
        listed = "" if wanted.issues else "; --issues FILE lists them"
        say(f"not read: {missed}{listed}")
    if wanted.issues:
        say(f"wrote {wanted.issues}: {many(counts.issues.total(), 'issue')}")


def _as_record(outcome: "TableOutcome") -> dict[str, object]:
    columns, counts = outcome.columns, outcome.counts
    return {
        "rows": outcome.rows,
        "format": outcome.format,
        "shape": columns.shape,
        "columns": {use.column: str(use.meaning) for use in columns.uses},
        "kept": list(columns.kept),
        "not_used": list(columns.left),
        "left_out": list(outcome.skipped),
        "resumed": outcome.resumed,
        "duplicates": counts.duplicates,
        "repeats": counts.repeats,
        "pay_of_another_row": counts.lent,
        "pay_stated": counts.pay_stated,
        "pay_read": counts.pay_read,
        "pay_flagged": counts.pay_flagged,
        "flags": dict(counts.flags.most_common()),
        "issues": dict(counts.issues.most_common()),
        "not_read": counts.not_read,
        "undated": counts.undated,
        "day_or_month_first": asdict(counts.either_order),
        "without_usd": counts.without_usd.counts,
    }
