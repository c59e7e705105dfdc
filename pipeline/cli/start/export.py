"""`payband export`: write the cleaned postings to a file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli import options
from pipeline.cli.filter_options import filter_options
from pipeline.cli.output.new_folder import say_new_folder
from pipeline.cli.output.show import print_json, say
from pipeline.cli.output.streams import STANDARD_OUTPUT, StandardOutput, check_one_use
from pipeline.cli.store_options import Which, of_store
from pipeline.publish.counted import many

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from pipeline.filters.filters import Filters
    from pipeline.publish.export.shape import Shape

FORMATS = ("csv", "jsonl", "parquet", "xlsx")
STREAMED = ("csv", "jsonl")
"""The formats that may go to standard output."""
PART = (
    "search words, --columns, --preset and --all need -o FILE: without it the export in "
    "exports_dir, which is whole, would be replaced"
)


@click.command("export")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Where to; .csv, .jsonl, .parquet or .xlsx; - is standard output. "
    "Default: postings.csv in exports_dir, for the whole of it.",
)
@click.option(
    "--format",
    "file_format",
    type=click.Choice(FORMATS),
    help="The format, where -o does not say it.",
)
@click.option(
    "--schema",
    type=click.Choice(("postings", "aijobs")),
    default="postings",
    help="aijobs: the columns of the ai-jobs.net salary survey.",
)
@click.option("--columns", metavar="A,B", help="Only these columns, in this order.")
@click.option(
    "--preset", type=click.Choice(("narrow",)), help="narrow: the 18 columns a reader needs."
)
@click.option("--all", "everything", is_flag=True, help="Every posting, not one a job.")
@click.option("--history", is_flag=True, help="What postings were, month by month; -o FOLDER.")
@options.excel
@filter_options()
@options.as_json
@options.force
@of_store
def export_command(
    *,
    output: Path | None,
    file_format: str | None,
    schema: str,
    columns: str | None,
    preset: str | None,
    everything: bool,
    history: bool,
    excel: bool,
    filters: "Filters",
    as_json: bool,
    force: bool,
    which: Which,
) -> None:
    """Write the cleaned postings to a file.

    One row for each job, with a data dictionary beside it. A job met on several boards is
    exported as its first posting; with --all the others are, too, naming it in duplicate_of.

    A part of the postings, or other rows, needs -o: the file in exports_dir is always whole. An
    empty store doesn't replace a file that has rows: exit code 4, unless --force is given.

    \b
    payband export --preset narrow -o narrow.xlsx
    payband export --schema aijobs -o salaries.csv
    """
    if history:
        _history(which, output, filters, as_json=as_json)
        return
    shape = _shape(schema, columns, preset)
    _check_format(output, file_format, as_json=as_json)
    _check_whole(output, bool(filters), columns, preset, everything)
    chosen = {"shape": shape, "everything": everything, "filters": filters, "excel": excel}
    called = _called(schema, everything=everything)
    if output == STANDARD_OUTPUT:
        _stream(which, file_format or "csv", chosen, called)
        return
    own = partial(_default, schema=schema, file_format=file_format)
    _write(which, output, own, _writing(chosen, force=force), called=called, as_json=as_json)


def _called(schema: str, *, everything: bool) -> str:
    """Return what a row of the export is."""
    if schema != "postings":
        return "row"
    return "posting" if everything else "job"


def _check_whole(output: Path | None, *parts: object) -> None:
    """Raise UsageError where one of `parts` leaves something out and no output is named."""
    if output is None and any(part not in (None, False) for part in parts):
        raise click.UsageError(PART)


def _writing(chosen: dict[str, Any], *, force: bool) -> Callable[["Engine", Path], int]:
    from pipeline.publish.export.export import export

    return partial(export, **chosen, force=force)


def _stream(which: Which, file_format: str, chosen: dict[str, Any], called: str) -> None:
    """Write an export to standard output, without a data package."""
    from pipeline.publish.export.export import stream_export

    if file_format not in STREAMED:
        raise click.UsageError(f"-o - writes {' or '.join(STREAMED)}, not {file_format}")
    store = which.store(which.settings())
    rows = stream_export(store, StandardOutput(), f".{file_format}", **chosen)
    say(f"wrote standard output: {many(rows, called)}")


def _write(
    which: Which,
    output: Path | None,
    own: Callable[[Path], Path],
    write: Callable[["Engine", Path], int],
    *,
    called: str,
    as_json: bool,
) -> None:
    """Write an export to `output`, or to the store's own file, and say what was written."""
    from pipeline.operate.protected_inputs import keep_inputs
    from pipeline.publish.export.export import export_files

    settings = which.settings()
    target = output or own(which.own_file(settings.export_file))
    keep_inputs(settings, target)
    say_new_folder(output)
    rows = write(which.store(settings), target)
    say(f"wrote {target}: {many(rows, called)}")
    if as_json:
        print_json({"files": list(map(str, export_files(target))), "rows": rows})


def _history(which: Which, output: Path | None, filters: "Filters", *, as_json: bool) -> None:
    from pipeline.publish.export.history.history_files import export_history

    if filters:
        raise click.UsageError("--history has every posting: search words don't go with it")
    settings = which.settings()
    folder = output or which.own_file(settings.export_file).with_name("history")
    if folder.suffix or folder == STANDARD_OUTPUT:
        raise click.UsageError("--history writes Parquet files into a folder: -o FOLDER")
    rows = export_history(which.store(settings), folder)
    say(f"wrote {folder}: {many(rows, 'row')}")
    if as_json:
        print_json({"files": [str(folder)], "rows": rows})


def _shape(schema: str, names: str | None, preset: str | None) -> "Shape":
    from pipeline.publish.export.shape import PRESETS, SCHEMAS, narrowed

    if names is not None and preset is not None:
        raise click.UsageError("give --columns or --preset, not both")
    if preset is not None and schema != "postings":
        raise click.UsageError(f"--preset {preset} is for --schema postings")
    if names is not None:
        return narrowed([name.strip() for name in names.split(",")], SCHEMAS[schema])
    return narrowed(PRESETS[preset]) if preset is not None else SCHEMAS[schema]


def _check_format(output: Path | None, file_format: str | None, *, as_json: bool) -> None:
    """Raise UsageError for an ending that is no format, or another, and for --json with -o -."""
    from pipeline.publish.export.formats import ending

    check_one_use(output, as_json=as_json)
    suffix = ending(output) if output not in (None, STANDARD_OUTPUT) else ""
    if suffix and file_format is not None and suffix != f".{file_format}":
        raise click.UsageError(f"-o ends in {suffix}, but --format is {file_format}")


def _default(file: Path, schema: str, file_format: str | None) -> Path:
    """Return the file of an export without -o: another schema never replaces the postings."""
    named = file if schema == "postings" else file.with_stem(f"{file.stem}-{schema}")
    return named.with_suffix(f".{file_format}") if file_format else named
