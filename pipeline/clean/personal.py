"""Mask what belongs to a person: e-mail addresses, phone numbers, recruiters' names.

A posting is about a job. Whoever is named beside it never agreed to stand in an export
(GDPR, art. 5(1)(c)); figures of pay stay as they are.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from models.posting import Issue, JobPosting, SalaryBand
from pipeline.rules.rulebook import read_rules

Values = Callable[[Any], tuple[Any, ...]]
Record = TypeVar("Record", JobPosting, SalaryBand, Issue)

# What a record is found by: nobody's words.
KEYS = {"posting_id", "source", "source_key", "url", "run_id", "code", "field", "duplicate_of"}
# A text with none of these has nothing to mask: most texts are done with at this look.
_SIGNS = re.compile(r"@|\bat\b|\d(?:\D{0,3}\d){6}|: |posted by|reach out", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Personal:
    """A form of personal data: `kind` is email, phone or name; `pattern` a regular expression."""

    kind: str
    pattern: str
    example: str
    masked: str


@lru_cache(maxsize=65_536)
def mask(text: str) -> str:
    """Return the text with e-mails, phones and names as `[email]`, `[phone]`, `[name]`."""
    if not _SIGNS.search(text):
        return text
    for kind, pattern in _patterns():
        text = pattern.sub(f"[{kind}]", text)
    return text


def without_persons(record: Record) -> Record:
    """Return the record with its texts masked; the very same object where there was nothing."""
    kind: type = type(record)
    names, values_of = _texts(kind)
    changed: dict[str, Any] = {}
    for name, value in zip(names, values_of(record), strict=True):
        if type(value) is str and (masked := mask(value)) != value:
            changed[name] = masked
    return replace(record, **changed) if changed else record


@cache
def _texts(kind: type) -> tuple[tuple[str, ...], Values]:
    """Return the fields of a record that may hold words, and what takes their values."""
    names = tuple(f.name for f in fields(kind) if f.name not in KEYS and "str" in str(f.type))
    return names, attrgetter(*names)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rules = read_rules("personal.csv", Personal)
    return tuple((rule.kind, re.compile(rule.pattern)) for rule in rules)
