"""The last step of cleaning: remove unsafe characters and personal data from every text.

Every text column passes through this step, so a new column needs no extra code.
"""

from collections.abc import Callable
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any, TypeVar

from models.band import SalaryBand
from models.issue import Issue
from models.posting import JobPosting
from pipeline.caches import cached_file
from pipeline.clean.personal import mask
from pipeline.clean.posting_text import seen_line
from pipeline.visible import visible

Values = Callable[[Any], tuple[Any, ...]]
Record = TypeVar("Record", JobPosting, SalaryBand, Issue)

KEYS = frozenset(
    {"posting_id", "source", "source_key", "url", "run_id", "code", "field", "duplicate_of"}
)
"""Columns that identify a record. Nothing is removed from them, so different keys stay so."""


def sanitized(record: Record) -> Record:
    """Return the record with texts that are safe to show; the same object if all were safe.

    A text of a posting or band is one line without control characters and bidirectional controls
    (`posting_text.UNSEEN`). In keys and issues such characters are escaped instead (`visible`).
    Personal data is masked (`personal.mask`), but not in keys.
    """
    kind: type = type(record)
    names, values_of = _texts(kind)
    changed: dict[str, Any] = {}
    for name, value in zip(names, values_of(record), strict=True):
        if type(value) is str:
            if value.isprintable() and (name in KEYS or mask(value) == value):
                continue
        elif type(value) is not tuple or not value:
            continue
        if (safe := _safe(kind, name, value)) != value:
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


@cached_file
def _texts(kind: type) -> tuple[tuple[str, ...], Values]:
    """Return the names of the text fields of a record type, and a function that reads them."""
    names = tuple(f.name for f in fields(kind) if "str" in str(f.type))
    return names, attrgetter(*names)
