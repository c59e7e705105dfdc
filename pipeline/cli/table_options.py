"""The options of commands that read a table of the user: how, and what its columns mean."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.day import PAST_DAY
from pipeline.cli.output.show import say

if TYPE_CHECKING:
    from pipeline.tables.read import ReadingOptions
    from pipeline.tables.recognition.column_map import ColumnMap

SHOWN = 30
"""Columns without a meaning that are named one by one."""
OPTIONS = (
    click.option(
        "--skip-ragged",
        is_flag=True,
        help="Leave out rows of a CSV with more or fewer cells than the header.",
    ),
    click.option(
        "--as-of",
        type=PAST_DAY,
        metavar="DAY",
        help="Day on which rows were collected that don't say so; it decides the exchange rate, "
        "and reports need it.",
    ),
    click.option(
        "--map",
        "maps",
        multiple=True,
        metavar="MEANING=COLUMN,…",
        help="Say what columns mean: pay=comp_text,place=ort; or a TOML file of --write-map.",
    ),
    click.option("--encoding", metavar="NAME", help="The encoding, such as cp1252."),
    click.option("--delimiter", metavar="SIGN", help="What separates the cells of a CSV."),
)
"""How a table is read; the first is the last in the help."""


def table_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of reading a table; the command gets `reading`, a function.

    The function returns the ReadingOptions, so that --help needs none of the code behind them.
    """

    @wraps(command)
    def given(
        *words: Any,
        maps: tuple[str, ...],
        encoding: str | None,
        delimiter: str | None,
        as_of: datetime | None,
        skip_ragged: bool,
        **named: Any,
    ) -> Any:
        def reading() -> "ReadingOptions":
            read = _reading(maps, encoding, delimiter)
            return replace(read, as_of=as_of and as_of.date(), skip_ragged=skip_ragged)

        return command(*words, reading=reading, **named)

    decorated: Callable[..., Any] = given
    for option in OPTIONS:
        decorated = option(decorated)
    return decorated


def say_columns(columns: "ColumnMap", table_format: str, *, kept: bool = False) -> None:
    """Say how a table was read: a line for each column with a meaning, and the other columns."""
    shape = f", the columns of {columns.shape}" if columns.shape else ""
    say(f"read as {table_format}{shape}")
    for line in columns.lines():
        say(f"  {line}")
    how = "kept behind the others" if kept else "not used (--keep-extra keeps them)"
    for names, words in (
        (columns.kept, "stay as they are, or are made of these"),
        (columns.left, how),
    ):
        if names:
            more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
            say(f"  {words}: {', '.join(name or '(no name)' for name in names[:SHOWN])}{more}")


def say_skipped(places: Sequence[str]) -> None:
    """Say which rows were left out for their number of cells."""
    if places:
        more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
        shown = ", ".join(places[:SHOWN])
        count = "1 row" if len(places) == 1 else f"{len(places)} rows"
        say(f"left out {count} with more or fewer cells than the header: {shown}{more}")


def write_map_file(columns: "ColumnMap", path: Path) -> None:
    """Write a mapping as TOML. Raises PaybandError."""
    from pipeline.atomic import replacing
    from pipeline.tables.recognition.map_file import map_text

    with replacing(path) as file:
        file.write(map_text(columns).encode())
    say(f"wrote {path}")


def _reading(
    maps: tuple[str, ...], encoding: str | None, delimiter: str | None
) -> "ReadingOptions":
    from pipeline.tables.read import ReadingOptions
    from pipeline.tables.reading.charsets import known_encoding
    from pipeline.tables.recognition.map_file import given_map

    mark = {"tab": "\t", "\\t": "\t"}.get(delimiter or "", delimiter or "")
    if len(mark) > 1:
        raise click.UsageError("--delimiter: give one sign, or tab")
    known = known_encoding(encoding) if encoding else ""
    return ReadingOptions(given_map(maps), known, mark)
