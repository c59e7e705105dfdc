"""Parse untrusted JSON, with limits on its depth and number of values."""

import json
import math
from typing import Any

from scrapers.limits import MOST_VALUES

MAX_DEPTH = 100  # no board nests half as deep; so later readers may use recursion


class UnreadableJsonError(ValueError):
    """A text is not JSON, or is nested past MAX_DEPTH, or has more than MOST_VALUES values."""


def read_json(text: str) -> Any:
    """Return the value of a JSON text; raw control characters in strings are allowed.

    NaN and infinities become None, and numbers too long to calculate with stay text.
    Raises UnreadableJsonError, also for a text of more than MOST_VALUES values.
    """
    if values_in(text) > MOST_VALUES:
        raise UnreadableJsonError(f"more than {MOST_VALUES} values")
    try:
        value = json.loads(
            text.removeprefix("\ufeff"),
            strict=False,
            parse_int=_whole,
            parse_float=_fraction,
            parse_constant=lambda _: None,
        )
    except (ValueError, RecursionError) as error:
        raise UnreadableJsonError(f"{type(error).__name__}: {error}") from None
    if _deeper_than(value, MAX_DEPTH):
        raise UnreadableJsonError(f"nested deeper than {MAX_DEPTH}")
    return value


def values_in(text: str) -> int:
    """Return how many values a JSON text has at most: each follows one of three characters."""
    return text.count(",") + text.count("{") + text.count("[")


def records_at(page: Any, path: str) -> list[Any]:
    """Return the list at `path`, keys joined by dots; the page itself for an empty path.

    Raises UnreadableJsonError where there is no list.
    """
    found = page
    for key in filter(None, path.split(".")):
        found = found.get(key) if isinstance(found, dict) else None
    if not isinstance(found, list):
        raise UnreadableJsonError(f"no list of {path or 'records'}")
    return found


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) <= 40 else digits


def _fraction(digits: str) -> float | str:
    number = float(digits)
    return number if math.isfinite(number) else digits


def _deeper_than(value: Any, depth: int) -> bool:
    level = _nests([value])
    for _ in range(depth):
        if not level:
            return False
        level = [nest for outer in level for nest in _nests(outer)]
    return bool(level)


def _nests(value: Any) -> list[Any]:
    """Return the lists and objects directly inside a list or object."""
    inside = value.values() if type(value) is dict else value
    return [inner for inner in inside if type(inner) in (dict, list)]
