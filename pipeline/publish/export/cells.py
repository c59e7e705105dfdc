"""Format values for cells of a CSV or of a typed file (JSON lines, Parquet)."""

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
# Digits that a spreadsheet would change: 007, 17 digits, 12e5.
MANGLED = pattern(r"[+-]?(?:0[0-9]+|[0-9]{16,}|[0-9]+[eE][+-]?[0-9]+)")
SEPARATOR = pattern(r"([;\t\r\n])")  # where a spreadsheet may start a new cell
QUOTE = "'"
QUOTES = frozenset("'\"")
TRIGGERS = frozenset("=+-@\t\r\n\0")


def is_text(column: Column) -> bool:
    """Return whether a column holds one or several words; such cells are quoted."""
    if getattr(column.type, "__origin__", None) is tuple:
        return True
    return isinstance(column.type, type) and issubclass(column.type, str | StrEnum)


def csv_cell(column: Column, *, excel: bool = False) -> Callable[[Any], str]:
    """Return a function that formats a value of this column as a CSV cell.

    Money is plain (no exponent, trailing zeros or thousands separators), instants are
    `2026-10-28T06:00:00Z`, days `2026-10-28`, several words are joined by `; `, None is empty.
    Only text is quoted and neutralised (see `neutralise`).
    """
    if not is_text(column):
        return plain_text

    def text_cell(value: Any) -> str:
        return quoted(neutralise(plain_text(value), excel=excel)) if value else ""

    return text_cell


def plain_text(value: Any) -> str:
    """Return a value as text in the format of `csv_cell`, without quotes or neutralising."""
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
    """Return a value for JSON and Parquet: a number for money, or else text or None."""
    if isinstance(value, Decimal):
        amount = plain(value)
        return int(amount) if amount == amount.to_integral_value() else float(amount)
    return value if value is None or isinstance(value, bool | int) else plain_text(value)


def quoted(text: str) -> str:
    """Return a CSV cell in quotes (RFC 4180)."""
    return '"' + text.replace('"', '""') + '"'


def neutralise(text: str, *, excel: bool = False) -> str:
    """Return text that no spreadsheet runs as a formula: it puts `'` before such text (CWE-1236).

    Such text starts, after quotes, blanks and invisible characters, with `= + - @`, a full-width
    form of these, a tab, a line break or NUL. A plain number stays unchanged. With `excel` it also
    guards digits that Excel would change (`007`, 17 digits, `12e5`). The same applies after a
    semicolon, a tab or a line break: where the list separator is a semicolon, Excel starts a new
    cell there, also inside quotes. `undo` returns the original text.
    """
    if not excel and text[:1].isalnum() and not SEPARATOR.search(text):
        return text  # fast path for most cells
    pieces = SEPARATOR.split(text)
    pieces[0] = _guarded(pieces[0], text, excel=excel)
    pieces[2::2] = [_guarded(piece, piece, excel=excel) for piece in pieces[2::2]]
    return "".join(pieces)


def undo(cell: str) -> str:
    """Return the original text of a cell that `neutralise` made, with or without `excel`."""
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
    """Return the index of the first character after quotes, blanks and invisible characters."""
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
