"""Rows of Payband's own export, cleaned again: what a row can't show anew stays as it is.

An export has the titles and places as posted, but neither the descriptions nor the pay fields of
the sources. So pay, and what only a description says, is taken over from the table.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from models.posting import PAY_COLUMNS, JobPosting
from models.record import Column, columns
from models.value_text import JOINER, plain
from models.vocab import SalaryStatus
from pipeline.errors import InputError
from pipeline.tables.recognition.column_map import ColumnMap
from pipeline.tables.recognition.meanings import PAY

COLUMNS = {column.name: column for column in columns(JobPosting)}
MADE = ("posting_id", "source", "source_key", "rules_version")
"""Columns that cleaning always makes itself."""
READ_ANEW = (
    *("url", "company", "title", "title_short", "role", "role_family"),
    *("level", "level_from", "experience_level", "ai_relevance"),
    *("location", "city", "region", "country", "posted_on", "closes_on"),
)
"""Columns that are read anew; the table's value stays where nothing is read."""
TakeOver = Callable[[JobPosting], Collection[str]]
"""Puts what stays as it is into a cleaned posting; returns the columns that were not read anew."""
DOLLARS = ("annual_min_usd", "annual_max_usd", "fx_date")
"""Columns that are made anew where the table has no rate: newer rates may have one."""
TRUTHS = {"true": True, "false": False, "wahr": True, "falsch": False}
"""Yes and no, also as a German spreadsheet saves them."""
COMMA = re.compile(r"-?\d+,(?:\d{1,2}|\d{4,})")
"""A number with a decimal comma. With three digits behind it, it may be one of thousands."""
DOTTED_DAY = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?")
"""A day, and a time, as a German spreadsheet saves them: `03.10.2026 06:30`."""


class OwnRows:
    """Takes over what stays as it is from the rows of an export. `name` stands for the table."""

    def __init__(self, names: Sequence[str], mapped: ColumnMap, name: str) -> None:
        other_pay = any(u.column not in COLUMNS for m, u in mapped.by_meaning.items() if m in PAY)
        left_out = {*MADE, *(PAY_COLUMNS if other_pay else ())}
        known = [(n, COLUMNS[c]) for n, c in enumerate(names) if c in COLUMNS and c not in left_out]
        self.name = name
        self.anew = [(n, column) for n, column in known if column.name in READ_ANEW]
        self.kept = [(n, column) for n, column in known if column.name not in READ_ANEW]
        self.names = frozenset(column.name for _, column in self.kept)

    def take_over(self, row: Sequence[str], number: int, posting: JobPosting) -> Collection[str]:
        """Put into a cleaned posting what its row says and what was not read anew.

        Return the columns that were not read anew. Raises InputError with row and field for a cell
        that the column cannot have.
        """
        where = f"{self.name}, row {number}"
        dollars = {name: getattr(posting, name) for name in DOLLARS}
        yearly = _yearly(posting)
        for n, column in self.kept:
            setattr(posting, column.name, _value(column, row[n], where))
        stayed = set(self.names)
        for n, column in self.anew:
            if getattr(posting, column.name) is None:
                value = _value(column, row[n], where)
                setattr(posting, column.name, value)
                stayed |= set() if value is None else {column.name}
        if posting.salary_status is SalaryStatus.OK and posting.flags:
            posting.flags = ()
        if posting.fx_date is None and yearly == _yearly(posting):
            for name, value in dollars.items():
                setattr(posting, name, value)
        return stayed


def _yearly(posting: JobPosting) -> tuple[object, ...]:
    return posting.salary_currency, posting.annual_min, posting.annual_max


def taking_nothing(_posting: JobPosting) -> Collection[str]:
    """Take over nothing: every column is read anew."""
    return ()


def _value(column: Column, cell: str, where: str) -> Any:
    """Return a cell of an export as a value of the record. Raises InputError."""
    text = cell.strip()
    several = getattr(column.type, "__origin__", None) is tuple
    if not text:
        return () if several else None
    try:
        if several:
            kind = column.type.__args__[0]
            return tuple(kind(word.strip()) for word in text.split(JOINER.strip()) if word.strip())
        return READERS.get(column.type, column.type)(text)
    except (ValueError, KeyError, InvalidOperation):
        raise InputError(f"{where}, {column.name}: {_words(column, cell)}") from None


def _words(column: Column, cell: str) -> str:
    kind = column.type.__args__[0] if hasattr(column.type, "__args__") else column.type
    words = kind if isinstance(kind, type) and issubclass(kind, StrEnum) else ()
    listed = f"; it may be {', '.join(words)}" if words else ""
    return f"{cell[:80]!r} is no value of this column{listed}"


def _amount(text: str) -> Decimal:
    amount = Decimal(text.replace(",", ".") if COMMA.fullmatch(text) else text)
    if not amount.is_finite():
        raise ValueError(text)
    return plain(amount)


def _time(text: str) -> datetime:
    found = _moment(text)
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def _moment(text: str) -> datetime:
    if match := DOTTED_DAY.fullmatch(text):
        day, month, year, hour, minute, second = (int(part or 0) for part in match.groups())
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    return datetime.fromisoformat(text)


READERS: Mapping[Any, Callable[[str], Any]] = {
    Decimal: _amount,
    bool: lambda text: TRUTHS[text.lower()],
    date: lambda text: _moment(text).date(),
    datetime: _time,
}
