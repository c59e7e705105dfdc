"""Read the values of a decoded record as text, without interpretation."""

import html
import re
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any


class MissingFieldError(LookupError):
    """A record lacks a required field."""


def keys(names: str) -> frozenset[str]:
    """Return a set of keys from one text, separated by blanks."""
    return frozenset(names.split())


def text(value: Any) -> str:
    """Return a string or number as text, unrounded; "" for any other value, also for a boolean."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return ""
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f").removesuffix(".0")
    return str(value) if isinstance(value, int) else ""


def required(record: Mapping[str, Any], *keys: str) -> str:
    """Return the first value of `keys` that is not blank; raise MissingFieldError if all are."""
    for key in keys:
        if found := text(record.get(key)).strip():
            return found
    raise MissingFieldError(f"{' and '.join(keys)}: empty or missing")


def mapping(value: Any) -> Mapping[str, Any]:
    """Return `value` where it is a record, or else an empty record."""
    return value if isinstance(value, Mapping) else {}


def records(value: Any) -> list[Mapping[str, Any]]:
    """Return the records in a list; an empty list where `value` is not a list."""
    return [v for v in value if isinstance(v, Mapping)] if isinstance(value, list) else []


_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#\w{1,8}|[a-z]\w{1,30});", re.IGNORECASE)


def bare(words: str) -> str:
    """Return a short text on one line, without HTML tags and character references."""
    read = _REFERENCE.sub(lambda found: html.unescape(found[0]), words)
    return " ".join(_TAG.sub("", read).splitlines()).strip()


def joined(parts: Iterable[str], separator: str = "; ") -> str:
    """Join the distinct parts that are not blank, in the given order."""
    return separator.join(dict.fromkeys(p.strip() for p in parts if p.strip()))


def left_over(record: Mapping[str, Any], *read: Collection[str]) -> dict[str, Any]:
    """Return the values of a record that are not empty and not in any of the sets of keys."""
    return {
        key: value
        for key, value in record.items()
        if value not in (None, "", [], {}) and not any(key in keys for keys in read)
    }


# Words that some sites write in an empty field; lower case.
NOTHING = frozenset({"unavailable", "not available", "n/a", "null", "none", "undefined"})


def said(value: Any) -> str:
    """Return a value as stripped text; "" also for a word that means "empty"."""
    found = text(value).strip()
    return "" if found.casefold() in NOTHING else found


def several(value: Any) -> list[Any]:
    """Return a list unchanged, an empty value as an empty list, a single value as a list of it."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]
