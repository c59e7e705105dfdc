"""Convert the cells of one table row to a raw posting."""

import html
import json
import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from models.raw import PayField, RawPosting
from models.types import json_text, plain
from pipeline.caches import cached_reader
from pipeline.errors import InputError
from pipeline.tables.columns import PLAIN_DESCRIPTION, STRUCTURES

SOURCE = "file"
HALVES = re.compile("[\ud800-\udfff]")
PAY_FLAGS = frozenset({"is_estimate", "is_ote"})
PAY_FIELDS = frozenset(f.name for f in fields(PayField))


def text_of(value: Any, field: str, where: str) -> str:
    """Return a value of a table as text; empty for None, NaN and NaT.

    A whole number loses a `.0`. Half a surrogate pair (an emoji cut in two) becomes U+FFFD. A list
    or object becomes JSON in `salary_fields` and `extra`; elsewhere it raises InputError.
    """
    if isinstance(value, str):
        return whole_text(value)
    if isinstance(value, np.generic | np.ndarray):
        value = value.tolist()
    if isinstance(value, list | dict | tuple):
        if field in STRUCTURES:
            return whole_text(json_text(value))
        raise InputError(f"{where}, {field}: must be text, is {_kind(value)}")
    if isinstance(value, bool):
        raise InputError(f"{where}, {field}: must be text, is {str(value).lower()}")
    return "" if pd.isna(value) else _number_or_day(value)


def whole_text(text: str) -> str:
    """Return text that can be encoded: surrogate pairs are joined, halves become U+FFFD."""
    if text.isascii() or not HALVES.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def posting_from(cells: Mapping[str, str], row: int, where: str) -> RawPosting:
    """Return the raw posting of row number `row`; raise InputError naming the field."""
    given: dict[str, Any] = dict(cells)
    given["source"] = cells.get("source") or SOURCE
    given["source_key"] = cells.get("source_key") or str(row)
    given["url"] = cells.get("url", "")
    given["fetched_at"] = _instant(cells.get("fetched_at", ""), f"{where}, fetched_at")
    given["salary_fields"] = _pay_fields(cells.get("salary_fields", ""), f"{where}, salary_fields")
    given["extra"] = _extra(cells.get("extra", ""), f"{where}, extra")
    plain_description = given.pop(PLAIN_DESCRIPTION, None)
    if plain_description is not None:
        escaped = html.escape(plain_description, quote=False)
        given["description_html"] = escaped.replace("\n", "<br>\n")
    return RawPosting(**given)


def _kind(value: Any) -> str:
    return "an object" if isinstance(value, dict) else "a list"


def _number_or_day(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{plain(value):f}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _instant(text: str, where: str) -> datetime | None:
    if not text.strip():
        return None
    try:
        return _utc(text.strip())
    except (ValueError, OverflowError):
        raise InputError(f"{where}: {text[:80]!r} is no time like 2026-10-28T06:00:00Z") from None


@cached_reader(1_024)
def _utc(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)


def _extra(text: str, where: str) -> dict[str, Any]:
    extra = _json(text, where) if text.strip() else {}
    if not isinstance(extra, dict):
        raise InputError(f"{where}: must be a JSON object")
    return extra


def _pay_fields(text: str, where: str) -> tuple[PayField, ...]:
    given = _json(text, where) if text.strip() else []
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise InputError(f"{where}: must be a JSON list of objects")
    return tuple(_pay_field(one, where) for one in given)


def _pay_field(given: dict[str, Any], where: str) -> PayField:
    values: dict[str, Any] = {}
    for key, value in given.items():
        if key not in PAY_FIELDS:
            raise InputError(f"{where}: there is no key {key!r}; the keys are {_pay_names()}")
        if key in PAY_FLAGS and not isinstance(value, bool):
            raise InputError(f"{where}: {key} must be true or false")
        values[key] = value if key in PAY_FLAGS else text_of(value, key, where)
    return PayField(**values)


def _pay_names() -> str:
    return ", ".join(f.name for f in fields(PayField))


def _json(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: not valid JSON: {error}") from None
