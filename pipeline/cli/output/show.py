"""Print results: data on stdout, messages and progress on stderr.

Every command prints through this module. It makes control characters in texts of web pages
visible before they reach a terminal (`pipeline.visible`). A test keeps other files from printing.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING, Any

from pipeline.cli.output.streams import write_error, write_output
from pipeline.visible import one_line, visible, visible_json

if TYPE_CHECKING:
    from pipeline.operate.progress import Progress

MINUTES = 2
"""Minutes from which a duration is told in minutes, not in seconds."""


def print_line(text: object) -> None:
    """Print data as one line."""
    write_output(one_line(str(text)) + "\n")


def print_script(text: str) -> None:
    """Print lines for another program, such as a crontab."""
    write_output("".join(visible(line) + "\n" for line in text.removesuffix("\n").split("\n")))


def print_json(value: Any, *, indent: int | None = 2) -> None:
    """Print a value as JSON, on one line if `indent` is None.

    Decimals are text. So are days, and instants as `2026-10-28T06:00:00Z`.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=_plain_value)
    write_output(visible_json(text) + "\n")


def print_json_list(values: Iterable[Any]) -> None:
    """Print values as `print_json` prints a list of them, with one in memory at a time."""
    begin = "[\n  "
    for value in values:
        text = json.dumps(value, ensure_ascii=False, indent=2, default=_plain_value)
        write_output(begin + visible_json(text.replace("\n", "\n  ")))
        begin = ",\n  "
    write_output("[]\n" if begin[0] == "[" else "\n]\n")


def print_body(body: bytes) -> None:
    """Print a page as received; on a terminal its text with control characters visible."""
    if sys.stdout.isatty():
        print_script(body.decode("utf-8", "replace"))
    else:
        write_output(body)


def print_table(title: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print a table with its title; print nothing for no rows.

    On a terminal it is as wide as that. Elsewhere each row is one line, and no cell is cut.
    """
    cells = [[_cell(value) for value in row] for row in rows]
    if not cells:
        return
    drawn = _drawn(header, cells) if sys.stdout.isatty() else _plain_table(header, cells)
    write_output(f"{one_line(title)}\n{drawn}")


def _drawn(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold")
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console = Console()
    with console.capture() as drawn:
        console.print(table)
    return drawn.get()


def _plain_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return columns two spaces apart, without lines."""
    from rich.cells import cell_len

    lines = [list(header), *rows]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    padded = (
        [cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True)]
        for line in lines
    )
    return "".join("  ".join(line).rstrip() + "\n" for line in padded)


def print_filled(title: str, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print a table without the columns that are empty in every row."""
    filled = [n for n in range(len(header)) if any(row[n] not in ("", None, ()) for row in rows)]
    print_table(title, [header[n] for n in filled], [[row[n] for n in filled] for row in rows])


def say(message: str) -> None:
    """Print a message of one line to stderr, for a person and not for a program."""
    write_error(one_line(message) + "\n")


@contextmanager
def progress() -> Iterator["Progress"]:
    """Yield a progress display for long work: bars on a terminal, plain lines elsewhere.

    Both say how long the rest takes at the rate so far.
    """
    if not sys.stderr.isatty():
        yield PlainProgress()
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress as Bars

    with Bars(console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("")
        yield lambda what, done, total: bars.update(
            task, description=escape(one_line(what)), completed=done, total=total
        )


class PlainProgress:
    """Progress as lines. Each line but the first and the last says about how long the rest takes.

    What was done before the first line is not in the rate: a command that goes on found it done.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._begun: dict[str, tuple[float, int]] = {}

    def __call__(self, what: str, done: int, total: int) -> None:
        """Say how much is done."""
        now = self._clock()
        since, first = self._begun.setdefault(what, (now, done))
        left = ""
        if first < done < total:
            left = f", about {_duration((now - since) * (total - done) / (done - first))} left"
        say(f"{what} {done}/{total}{left}")


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < MINUTES * 60 else f"{seconds / 60:.0f} min"


def _cell(value: Any) -> str:
    return "" if value is None else one_line(_plain_value(value))


def _plain_value(value: Any) -> str:
    """Return a value as text; an instant as everywhere else."""
    if not isinstance(value, datetime) or value.tzinfo is None:
        return str(value)
    from models.value_text import utc_text

    return utc_text(value)
