"""The command of PayBench: `python -m paybench` makes the table of its README."""

from pathlib import Path

import click

from paybench import results
from paybench.batches import add_batch
from paybench.measures import read_all, right
from paybench.rows import SPLITS, Row, read_rows
from paybench.run import first_pass, grouped, reader_named, run
from pipeline.errors import PaybandError


@click.group(invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """Measure all readers that are installed, and write the table of paybench/README.md."""
    if context.invoked_subcommand is None:
        run(click.echo)


@main.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--batch", required=True, help="Its new name: letters, digits, underscores.")
@click.option("--chosen", required=True, help="In words: how its rows were chosen.")
@click.option("--split", type=click.Choice([*SPLITS, "hash"]), default="test", show_default=True)
def add(path: Path, batch: str, chosen: str, split: str) -> None:
    """Add a CSV of labelled rows, with Payband's first pass over them, and measure anew."""
    new, known = add_batch(path, batch, chosen, split)
    for row in known:
        click.echo(f"left out, since another batch has it: {row.country} {row.text!r}")
    click.echo(f"{batch}: {len(new)} rows added")
    results.save([*results.load(), *first_pass(new)])
    run(click.echo)


@main.command()
@click.argument("column", type=click.Choice(["country", "form", "place", "batch", "split"]))
@click.option("--reader", default="Payband", show_default=True)
@click.option("--split", type=click.Choice(SPLITS), default="test", show_default=True)
def by(column: str, reader: str, split: str) -> None:
    """Print a reader's shares by a column of the rows."""
    rows = [row for row in read_rows() if row.split == split]
    click.echo(grouped(reader_named(reader), rows, column), nl=False)


@main.command()
@click.argument("reader")
@click.option("--split", type=click.Choice(SPLITS), default="dev", show_default=True)
def misses(reader: str, split: str) -> None:
    """Print the rows that a reader reads otherwise than labelled."""
    rows = [row for row in read_rows() if row.split == split]
    named = reader_named(reader)
    for row, pay in read_all(named, rows):
        if not right(row, pay, named.tells):
            click.echo(f"{row.id} {row.country} {row.text!r}: wanted {_label(row)}, read {pay}")


def _label(row: Row) -> str:
    if row.table == "abstain":
        return "nothing"
    ends = f"{row.min}..{row.max} {row.currency} {row.period}"
    return f"{ends} flagged" if row.bogus else ends


if __name__ == "__main__":
    try:
        main()
    except PaybandError as error:
        raise SystemExit(f"paybench: {error}") from None
