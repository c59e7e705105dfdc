"""Which columns of a posting a person may correct, and how their values are written."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from models.posting import JobPosting
from models.record import Column, columns
from models.value_text import JOINER, plain
from models.vocab import Level
from pipeline.clean.title.level_name import level_hint, level_named
from pipeline.clean.title.title_role import roles
from pipeline.nearest import hint
from pipeline.text.amount import read_amount

STAGE_OF: Mapping[str, str] = {
    "company": "company",
    "title_short": "title",
    "education": "education",
    "education_required": "education",
    "education_fields": "education",
    "experience_min": "experience",
    "experience_max": "experience",
    "role": "role",
    "level": "level",
    "ai_relevance": "relevance",
    "employment_type": "employment",
    "workplace": "workplace",
    **dict.fromkeys(("city", "region", "country"), "place"),
    "remote_from": "remote_from",
    **dict.fromkeys(("posted_on", "closes_on"), "dates"),
    "industry": "industry",
    "department": "department",
    "equity": "equity",
    "skills": "skills",
    "language": "language",
    **dict.fromkeys(("salary_min", "salary_max", "salary_currency"), "pay"),
    **dict.fromkeys(("salary_period", "salary_kind"), "pay"),
}
"""The columns that may be corrected, and the stage after which a correction is applied.

Other columns are made from these, such as annual_max_usd, or are facts of the crawl.
"""
CODES = {
    "salary_currency": (r"[A-Z]{3}", "an ISO 4217 code such as EUR"),
    "country": (r"[A-Z]{2}(; [A-Z]{2})*", "ISO 3166 codes such as DE, joined by '; '"),
    "language": (r"[a-z]{2}", "an ISO 639-1 code such as de"),
}
LARGEST = Decimal(10) ** 11
LEFT_OUT = "left_out"
"""What a person corrects, by `yes`, to leave a job out of reports; no column of a posting."""
COLUMNS = {c.name: c for c in columns(JobPosting) if c.name in STAGE_OF}


def check_column(name: str) -> None:
    """Raise ValueError for a column that nobody may correct; it says the nearest."""
    if name in COLUMNS or name == LEFT_OUT:
        return
    if any(c.name == name for c in columns(JobPosting)):
        raise ValueError(
            f"{name} is made from other columns or by the crawl; correct one of "
            f"{', '.join((*COLUMNS, LEFT_OUT))}"
        )
    raise ValueError(f"there is no column {name!r}; {hint(name, (*COLUMNS, LEFT_OUT))}")


def read_value(name: str, text: str) -> Any:
    """Return the value of a column from its text in a CSV; None or () for an empty text.

    Raises ValueError for another column or a value that the column cannot have.
    """
    check_column(name)
    if name == LEFT_OUT:
        return _word(name, text.strip(), {"yes": True})
    column = COLUMNS[name]
    several = getattr(column.type, "__origin__", None) is tuple
    if not text.strip():
        return () if several else None
    if several:
        return tuple(filter(None, (word.strip() for word in text.split(JOINER.strip()))))
    return _read_one(column, text.strip())


def stored_text(name: str, text: str) -> str:
    """Return the text that is stored of what a person writes: `120000` of `120k`.

    Raises ValueError as `read_value` does, and for an amount that can be read in two ways.
    """
    check_column(name)
    column = COLUMNS.get(name)
    found = read_amount(text) if column is not None and column.type is Decimal else None
    if found is not None:
        if found.other is not None:
            one, other = plain(found.value), plain(found.other)
            raise ValueError(f"{name}: {text!r} is {one:f} or {other:f}; write one of them")
        text = f"{plain(found.value):f}"
    read_value(name, text)
    return text


def text_of(value: Any) -> str:
    """Return a value as the text that `read_value` reads."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return JOINER.join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{plain(value):f}" if isinstance(value, Decimal) else str(value)


def _read_one(column: Column, text: str) -> Any:
    kind = column.type
    if kind in READERS:
        return READERS[kind](column.name, text)
    if kind is Level:
        if level := level_named(text):
            return level
        raise ValueError(f"{column.name} cannot be {text!r}; {level_hint(text)}")
    if issubclass(kind, StrEnum):
        return _word(column.name, text, {str(word): word for word in kind})
    if column.name == "role":
        return _word(column.name, text, {role: role for role in roles()})
    return _text(column.name, text)


def _amount(name: str, text: str) -> Decimal:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal(0)
    exact = amount.is_finite() and 0 < amount < LARGEST and amount == round(amount, 4)
    if not exact:
        raise ValueError(f"{name} is an amount such as 120000, 120k or 45.5, not {text!r}")
    return plain(amount)


def _whole(name: str, text: str) -> int:
    if not re.fullmatch(r"\d{1,2}", text, re.ASCII):
        raise ValueError(f"{name} is a number of years from 0 to 99, not {text!r}")
    return int(text)


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{name} is a day such as 2026-10-28, not {text!r}") from None


def _word(name: str, text: str, words: Mapping[str, Any]) -> Any:
    if text in words:
        return words[text]
    raise ValueError(f"{name} cannot be {text!r}; {hint(text, words)}")


def _text(name: str, text: str) -> str:
    pattern, words = CODES.get(name, (r"[^\x00-\x1f]{1,500}", "a text of one line"))
    if not re.fullmatch(pattern, text):
        raise ValueError(f"{name} is {words}, not {text!r}")
    return text


def _truth(name: str, text: str) -> bool:
    return bool(_word(name, text, {"true": True, "false": False}))


READERS: Mapping[Any, Callable[[str, str], Any]] = {
    Decimal: _amount,
    int: _whole,
    bool: _truth,
    date: _day,
}
