"""Make text storable in every database: no NUL (PostgreSQL), no lone surrogates (UTF-8)."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from typing import Any

from models.raw import RawPosting

REPAIRED = "text_repaired"
FIELDS = tuple(f.name for f in fields(RawPosting))


def storable(posting: RawPosting) -> RawPosting:
    """Return the posting without NULs and with lone surrogates replaced by U+FFFD.

    `text_repaired` in `extra` lists the names of the repaired fields.
    """
    found = {name: getattr(posting, name) for name in FIELDS}
    doubtful = {name: value for name, value in found.items() if not _plainly_good(value)}
    if not doubtful:
        return posting
    good = found | {name: _good(value) for name, value in doubtful.items()}
    changed = [name for name, value in good.items() if value is not found[name]]
    if not changed:
        return posting
    return replace(posting, **good | {"extra": {**good["extra"], REPAIRED: changed}})


def _plainly_good(value: Any) -> bool:
    """Return whether a value needs no repair, by a quick check: most are empty or good text."""
    if isinstance(value, str):
        return storable_text(value) is value
    return not value or isinstance(value, datetime)


def _good(value: Any) -> Any:
    """Return the repaired value; the same object where nothing was wrong."""
    if isinstance(value, str):
        return storable_text(value)
    if isinstance(value, Mapping):
        pairs = {_good(key): _good(inner) for key, inner in value.items()}
        return value if _same(pairs.items(), value.items()) else pairs
    if isinstance(value, list | tuple):
        items = type(value)(_good(inner) for inner in value)
        return value if all(a is b for a, b in zip(items, value, strict=True)) else items
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: getattr(value, f.name) for f in fields(value)}
        good = {name: _good(part) for name, part in parts.items()}
        return value if _same(good.items(), parts.items()) else replace(value, **good)
    return value


def _same(good: Any, found: Any) -> bool:
    pairs = zip(good, found, strict=False)
    return len(good) == len(found) and all(a[0] is b[0] and a[1] is b[1] for a, b in pairs)


def storable_text(text: str) -> str:
    """Return the text, repaired in the same way; the same object where nothing was wrong."""
    if "\0" in text:
        text = text.replace("\0", "")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
