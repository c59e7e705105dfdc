"""Values as text: money, instants, JSON and several words, the same wherever they are written."""

import json
from dataclasses import fields
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from models.raw import PayField

JOINER = "; "
PAY_FIELD = tuple(f.name for f in fields(PayField))
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def pay_dicts(given: tuple[PayField, ...]) -> list[dict[str, Any]]:
    """Return pay fields as dictionaries without their empty values."""
    return [{k: v for k in PAY_FIELD if (v := getattr(f, k))} for f in given]


class JsonText(str):
    """A structure that is already JSON text; the JSON columns store it unchanged."""

    __slots__ = ()


def pay_text(given: tuple[PayField, ...]) -> JsonText:
    """Return pay fields as JSON text."""
    return json_text(pay_dicts(given)) if given else JsonText("[]")


def json_text(value: Any) -> JsonText:
    """Return JSON with sorted keys and no spaces."""
    return JsonText("{}" if value == {} else _ENCODER.encode(value))  # most are empty


def plain(amount: Decimal) -> Decimal:
    """Return the amount without trailing zeros and without an exponent."""
    trimmed = amount.normalize()
    return trimmed.quantize(Decimal(1)) if trimmed.as_tuple().exponent > 0 else trimmed  # type: ignore[operator]  # finite: the exponent is an int


@lru_cache(maxsize=4096)  # all postings of a page have one time
def utc_text(value: datetime) -> str:
    """Return an aware datetime as `2026-10-28T06:00:00Z`, with microseconds only if not 0."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
