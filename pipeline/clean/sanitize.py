"""The last step of cleaning: what no text of a cleaned record may hold is taken out of all.

Every column goes through here, whichever stage read it, so that a new column needs no care.
"""

from collections.abc import Callable
from dataclasses import fields, replace
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from models.band import SalaryBand
from models.issue import Issue
from models.posting import JobPosting
from pipeline.clean.personal import mask
from pipeline.clean.posting_text import seen_line
from pipeline.visible import visible

Values = Callable[[Any], tuple[Any, ...]]
Record = TypeVar("Record", JobPosting, SalaryBand, Issue)

KEYS = frozenset(
    {"posting_id", "source", "source_key", "url", "run_id", "code", "field", "duplicate_of"}
)
"""What a record is found by: nobody's words. Two keys stay two: nothing is taken out of them."""


def sanitized(record: Record) -> Record:
    """Return the record with texts that are safe to show; the very same where all were.

    A text of a posting or band is one line without control characters and bidirectional controls
    (`text.UNSEEN`); in a key, and in the value that an issue quotes, they are written out instead.
    Persons are masked (`personal.mask`), but not in keys.
    """
    kind: type = type(record)
    names, values_of = _texts(kind)
    changed: dict[str, Any] = {}
    for name, value in zip(names, values_of(record), strict=True):
        if value and (safe := _safe(kind, name, value)) != value:
            changed[name] = safe
    return replace(record, **changed) if changed else record


def _safe(kind: type, name: str, value: Any) -> Any:
    if type(value) is tuple:
        return tuple(_safe(kind, name, one) for one in value)
    if type(value) is not str:
        return value
    if name in KEYS:
        return visible(value)
    return mask(visible(value) if kind is Issue else seen_line(value))


@cache
def _texts(kind: type) -> tuple[tuple[str, ...], Values]:
    """Return the fields of a record that may hold words, and what takes their values."""
    names = tuple(f.name for f in fields(kind) if "str" in str(f.type))
    return names, attrgetter(*names)
