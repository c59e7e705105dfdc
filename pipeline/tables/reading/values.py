"""Convert values of typed files (JSON, Parquet, Excel) to text."""

import math
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from models.value_text import JOINER, json_text, plain
from pipeline.errors import InputError
from pipeline.tables.raw_names import LISTS, STRUCTURES, TEXTS

HALVES = re.compile("[\ud800-\udfff]")


def text_of(value: Any, field: str, where: str) -> str:
    """Return a value of a table as text; empty for None and NaN.

    A whole number loses a `.0`. Half a surrogate pair (an emoji cut in two) becomes U+FFFD. A list
    or object becomes JSON, and a boolean `true` or `false`. In the columns of RawPosting that hold
    text these raise InputError; there a place or a level may be a list of texts.
    """
    if isinstance(value, str):
        return whole_text(value)
    if isinstance(value, list | dict | tuple):
        return _structure(value, field, where)
    if isinstance(value, bool):
        if field in TEXTS:
            raise InputError(f"{where}, {field}: must be text, is {str(value).lower()}")
        return str(value).lower()
    return "" if _is_missing(value) else _number_or_day(value)


def _is_missing(value: Any) -> bool:
    return value is None or (isinstance(value, float | Decimal) and math.isnan(value))


def whole_text(text: str) -> str:
    """Return text that can be encoded: surrogate pairs are joined, halves become U+FFFD."""
    if text.isascii() or not HALVES.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _structure(value: Any, field: str, where: str) -> str:
    texts = isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)
    if texts and field not in STRUCTURES and (field not in TEXTS or field in LISTS):
        return whole_text(JOINER.join(value))
    if field in TEXTS:
        kind = "an object" if isinstance(value, dict) else "a list"
        raise InputError(f"{where}, {field}: must be text, is {kind}")
    return whole_text(json_text(value))


def _number_or_day(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{plain(value):f}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
