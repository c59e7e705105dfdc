"""Keep spreadsheets from running text as a formula, and undo it."""

import unicodedata
from re import compile as pattern

NUMBER = pattern(r"[+-]?[0-9]+(?:\.[0-9]+)?")
# Digits that a spreadsheet would change: 007, 17 digits, 12e5.
MANGLED = pattern(r"[+-]?(?:0[0-9]+|[0-9]{16,}|[0-9]+[eE][+-]?[0-9]+)")
SEPARATOR = pattern(r"([;\t\r\n])")  # where a spreadsheet may start a new cell
# Words joined by semicolons, each with a letter or digit first; Excel changes some digits.
PLAIN = pattern(r"[^\W_][^;\t\r\n]*(?:; ?[^\W_][^;\t\r\n]*)*")
PLAIN_IN_EXCEL = pattern(r"[^\W\d_][^;\t\r\n]*(?:; ?[^\W\d_][^;\t\r\n]*)*")
QUOTE = "'"
QUOTES = frozenset("'\"")
TRIGGERS = frozenset("=+-@\t\r\n\0")


def neutralise(text: str, *, excel: bool = False) -> str:
    """Return text that no spreadsheet runs as a formula: it puts `'` before such text (CWE-1236).

    Such text starts, after quotes, blanks and invisible characters, with `= + - @`, a full-width
    form of these, a tab, a line break or NUL. A plain number stays unchanged. With `excel` it also
    guards digits that Excel would change (`007`, 17 digits, `12e5`). The same applies after a
    semicolon, a tab or a line break: where the list separator is a semicolon, Excel starts a new
    cell there, also inside quotes. `undo` returns the original text.
    """
    if (PLAIN_IN_EXCEL if excel else PLAIN).fullmatch(text):
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
