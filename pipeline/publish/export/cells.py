"""Format values for cells of a CSV or of a typed file (JSON lines, Parquet)."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from re import compile as pattern
from typing import Any

from models.record import Column
from models.value_text import JOINER, plain, utc_text
from pipeline.formula_guard import neutralise

# No quote, and a letter or a digit at each place where a spreadsheet may start a cell.
HARMLESS = pattern(r'[^\W_][^;\t\r\n"]*(?:; ?[^\W_][^;\t\r\n"]*)*')


def is_text(column: Column) -> bool:
    """Return whether a column holds one or several words; such cells are quoted."""
    if getattr(column.type, "__origin__", None) is tuple:
        return True
    return isinstance(column.type, type) and issubclass(column.type, str | StrEnum)


def csv_cell(column: Column, *, excel: bool = False) -> Callable[[Any], str]:
    """Return a function that formats a value of this column as a CSV cell.

    Money is plain (no exponent, trailing zeros or thousands separators), instants are
    `2026-10-28T06:00:00Z`, days `2026-10-28`, several words are joined by `; `, None is empty.
    Only text is quoted and neutralised (see `pipeline.formula_guard`).
    """
    if not is_text(column):
        return plain_text

    def text_cell(value: Any) -> str:
        if not value:
            return ""
        text = value if type(value) is str else plain_text(value)
        if not excel and HARMLESS.fullmatch(text):
            return f'"{text}"'
        return quoted(neutralise(text, excel=excel))

    return text_cell


def plain_text(value: Any) -> str:
    """Return a value as text in the format of `csv_cell`, without quotes or neutralising."""
    if value is None or type(value) is str:
        return value or ""
    if isinstance(value, float):
        return _amount_text(value)
    if isinstance(value, Decimal):
        digits = f"{value:f}"
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    if isinstance(value, datetime):
        return utc_text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return JOINER.join(value) if isinstance(value, tuple) else str(value)


def _amount_text(value: float) -> str:
    """Return an amount as SQLite has it: its shortest text is the exact amount."""
    return str(int(value)) if value.is_integer() else plain_text(Decimal(repr(value)))


def typed(value: Any) -> Any:
    """Return a value for JSON and Parquet: a number for money, or else text or None."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, Decimal):
        amount = plain(value)
        return int(amount) if amount == amount.to_integral_value() else float(amount)
    return value if value is None or isinstance(value, bool | int) else plain_text(value)


def quoted(text: str) -> str:
    """Return a CSV cell in quotes (RFC 4180)."""
    return '"' + text.replace('"', '""') + '"'
