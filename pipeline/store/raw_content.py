"""The values of a raw posting with their hash, which shows whether the posting changed."""

import hashlib
from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import RowMapping

from models.raw import RawPosting
from models.value_text import json_text, pay_text

RAW_FIELDS = tuple(f.name for f in fields(RawPosting))
_values = attrgetter(*RAW_FIELDS)
_PAY, _EXTRA, _FETCHED = map(RAW_FIELDS.index, ("salary_fields", "extra", "fetched_at"))


@dataclass(frozen=True, slots=True)
class RawContent:
    """The values of a raw posting and their hash; `row` is in the order of RAW_FIELDS."""

    posting_id: str
    raw: RawPosting
    content_hash: str
    row: tuple[Any, ...]


def raw_content(raw: RawPosting) -> RawContent:
    """Return the values of a raw posting with their hash.

    The hash is SHA-256 over all fields but fetched_at, joined by NUL. No text holds a NUL
    (`storable` removes it), so two fields cannot run together.
    """
    values = list(_values(raw))
    values[_PAY], values[_EXTRA] = pay_text(raw.salary_fields), json_text(raw.extra)
    row = tuple(values)
    del values[_FETCHED]
    return RawContent(
        raw.posting_id, raw, hashlib.sha256("\0".join(values).encode()).hexdigest(), row
    )


def fetched_at(raw: RawPosting) -> datetime:
    """Return when the page was fetched (UTC); raise ValueError where the time is missing."""
    if raw.fetched_at is None:
        raise ValueError(f"fetched_at is missing: {raw.source} {raw.source_key}")
    return raw.fetched_at


def raw_from_row(row: RowMapping) -> RawPosting:
    """Return the RawPosting of a row of raw_posting."""
    return RawPosting(**{name: row[name] for name in RAW_FIELDS})
