"""How the command line shows things: data on stdout, messages and progress on stderr."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pipeline.operate.progress import Progress


def print_json(value: Any) -> None:
    """Print a value as JSON; dates, decimals and words by their text."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_table(title: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print a table under its title; nothing where there are no rows."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    rows = list(rows)
    if not rows:
        return
    click.echo(title)
    table = Table(header_style="bold")
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(escape(_cell(value)) for value in row))
    Console(width=None if sys.stdout.isatty() else 160).print(table)


def print_filled(title: str, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print a table without the columns in which no row has anything."""
    filled = [n for n in range(len(header)) if any(row[n] not in ("", None, ()) for row in rows)]
    print_table(title, [header[n] for n in filled], [[row[n] for n in filled] for row in rows])


def say(message: str) -> None:
    """Print a message for the reader, not for a program."""
    click.echo(message, err=True)


@contextmanager
def progress() -> Iterator["Progress"]:
    """Yield where long work tells how far it is: bars on a terminal, plain lines elsewhere."""
    if not sys.stderr.isatty():
        yield _plain
        return
    from rich.console import Console
    from rich.progress import Progress as Bars

    with Bars(console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("")
        yield lambda what, done, total: bars.update(
            task, description=what, completed=done, total=total
        )


def _plain(what: str, done: int, total: int) -> None:
    say(f"{what} {done}/{total}")


def _cell(value: Any) -> str:
    return "" if value is None else one_line(str(value))


def one_line(text: str) -> str:
    """Return a text on one line and without control characters."""
    return "".join(c if c.isprintable() else " " for c in text)
