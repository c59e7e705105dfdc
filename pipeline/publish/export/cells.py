"""What one value is in a cell: of a CSV, and of a typed file (JSON lines, Parquet)."""

import unicodedata
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from re import compile as pattern
from typing import Any

from models.record import Column
from models.types import JOINER, plain, utc_text

NUMBER = pattern(r"[+-]?[0-9]+(?:\.[0-9]+)?")
# What a spreadsheet would show as another number: 007, 17 digits, 12e5.
MANGLED = pattern(r"[+-]?(?:0[0-9]+|[0-9]{16,}|[0-9]+[eE][+-]?[0-9]+)")
SEPARATOR = pattern(r"([;\t\r\n])")  # where some spreadsheet starts a new cell
QUOTE = "'"
QUOTES = frozenset("'\"")
TRIGGERS = frozenset("=+-@\t\r\n\0")


def is_text(column: Column) -> bool:
    """Tell whether a column holds words, one or several: the cells that are quoted."""
    if getattr(column.type, "__origin__", None) is tuple:
        return True
    return isinstance(column.type, type) and issubclass(column.type, str | StrEnum)


def csv_cell(column: Column, *, excel: bool = False) -> Callable[[Any], str]:
    """Return the function that turns a value of this column into its cell, quoted as it needs.

    Money is plain (no exponent, no trailing zeros, no thousands sign), instants are
    `2026-10-28T06:00:00Z`, days `2026-10-28`, several words are joined by `; `, None is empty.
    Text is quoted and neutralised (see `neutralise`); nothing else is.
    """
    if not is_text(column):
        return plain_text

    def text_cell(value: Any) -> str:
        return quoted(neutralise(plain_text(value), excel=excel)) if value else ""

    return text_cell


def plain_text(value: Any) -> str:
    """Return a value as text: as `csv_cell` says, with nothing quoted or neutralised."""
    if value is None:
        return ""
    if type(value) is str:
        return value
    if isinstance(value, Decimal):
        digits = f"{value:f}"
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    if isinstance(value, datetime):
        return utc_text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return JOINER.join(value) if isinstance(value, tuple) else str(value)


def typed(value: Any) -> Any:
    """Return a value as JSON and Parquet take it: a number for money, else text or None."""
    if isinstance(value, Decimal):
        amount = plain(value)
        return int(amount) if amount == amount.to_integral_value() else float(amount)
    return value if value is None or isinstance(value, bool | int) else plain_text(value)


def quoted(text: str) -> str:
    """Return a CSV cell in quotes (RFC 4180)."""
    return '"' + text.replace('"', '""') + '"'


def neutralise(text: str, *, excel: bool = False) -> str:
    """Return text no spreadsheet takes for a formula: a `'` goes before what it might (CWE-1236).

    That is text which, after quotes, blanks and invisible characters, starts with `= + - @`, a
    full-width form of these, tab, line break or NUL. A plain number is left alone. With `excel`
    also digits that Excel would change (`007`, 17 digits, `12e5`). The same goes for what follows
    a semicolon, a tab or a line break in it: where the list separator is a semicolon, Excel
    starts a new cell there whatever the quotes. `undo` gives the text back.
    """
    if not excel and text[:1].isalnum() and not SEPARATOR.search(text):
        return text  # most cells, at a glance
    pieces = SEPARATOR.split(text)
    pieces[0] = _guarded(pieces[0], text, excel=excel)
    pieces[2::2] = [_guarded(piece, piece, excel=excel) for piece in pieces[2::2]]
    return "".join(pieces)


def undo(cell: str) -> str:
    """Return the text that `neutralise` was given, with or without `excel`."""
    pieces = SEPARATOR.split(cell)
    pieces[0] = _bare(pieces[0], cell)
    pieces[2::2] = [_bare(piece, piece) for piece in pieces[2::2]]
    return "".join(pieces)


def _guarded(piece: str, text: str, *, excel: bool) -> str:
    return QUOTE + piece if _risky(text, excel=excel) else piece


def _bare(piece: str, text: str) -> str:
    return piece[1:] if piece.startswith(QUOTE) and _risky(text, excel=True) else piece


def _risky(text: str, *, excel: bool) -> bool:
    start = _start(text)
    if MANGLED.fullmatch(text, start) and (excel or text.startswith(QUOTE)):
        return True
    return not NUMBER.fullmatch(text) and any(map(_triggers, text[: start + 1]))


def _start(text: str) -> int:
    """Return where text begins after quotes, blanks and invisible characters."""
    for place, char in enumerate(text):
        if (
            char not in QUOTES
            and not char.isspace()
            and unicodedata.category(char) not in ("Cf", "Cc")
        ):
            return place
    return len(text)


def _triggers(char: str) -> bool:
    return char in TRIGGERS or unicodedata.normalize("NFKC", char) in TRIGGERS
