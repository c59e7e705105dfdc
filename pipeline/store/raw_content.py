"""A wording: what a page said of a posting, with the hash that tells it from another."""

import hashlib
from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import RowMapping

from models.raw import RawPosting
from models.types import json_text, pay_text

RAW_FIELDS = tuple(f.name for f in fields(RawPosting))
_values = attrgetter(*RAW_FIELDS)
_PAY, _EXTRA, _FETCHED = map(RAW_FIELDS.index, ("salary_fields", "extra", "fetched_at"))


@dataclass(frozen=True, slots=True)
class RawContent:
    """What a page said of a posting, and the hash of it; `row` as raw_posting's columns hold it."""

    posting_id: str
    raw: RawPosting
    content_hash: str
    row: tuple[Any, ...]


def raw_content(raw: RawPosting) -> RawContent:
    """Return what a page said as a wording.

    The hash is SHA-256 over all fields but fetched_at. No text holds a NUL (`storable` sees to
    it), so none runs into the next.
    """
    said = list(_values(raw))
    said[_PAY], said[_EXTRA] = pay_text(raw.salary_fields), json_text(raw.extra)
    row = tuple(said)
    del said[_FETCHED]
    return RawContent(
        raw.posting_id, raw, hashlib.sha256("\0".join(said).encode()).hexdigest(), row
    )


def fetched_at(raw: RawPosting) -> datetime:
    """Return when the page was fetched; raise ValueError where it isn't said."""
    if raw.fetched_at is None:
        raise ValueError(f"fetched_at is missing: {raw.source} {raw.source_key}")
    return raw.fetched_at


def raw_from_row(row: RowMapping) -> RawPosting:
    """Return the RawPosting of a row of raw_posting."""
    return RawPosting(**{name: row[name] for name in RAW_FIELDS})
