"""Records of an explanation as rows of words: the same on the command line and on the page."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pipeline.publish.explain.band_row import HEAD, band_row

LONGEST = 600
"""Characters of a text that are shown; the JSON has the rest."""
VERSION = ("version", "fetched", "run", "was")

Record = Mapping[str, Any]


def shown_records(key: str, found: Sequence[Record]) -> list[dict[str, str]]:
    """Return records as words by column, without the columns that are empty in each.

    `key` is what the explanation calls them, such as "bands" or "versions".
    """
    rows = [_record(key, each) for each in found]
    filled = {name for row in rows for name, text in row.items() if text}
    return [{name: text for name, text in row.items() if name in filled} for row in rows]


def cut(value: object) -> str:
    """Return a value as words, cut to a length that can be read; "" for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    text = "; ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}\u2026"


def shown_paths(paths: Sequence[str]) -> str:
    """Return paths in a response as words; of values beside each other the common part once."""
    if len(paths) < 2:
        return "".join(paths)
    parts = [path.rpartition(".") for path in paths]
    if len({part[0] for part in parts}) > 1 or not parts[0][0]:
        return "; ".join(paths)
    return f"{parts[0][0]}: {', '.join(part[2] for part in parts)}"


def _record(key: str, found: Record) -> dict[str, str]:
    if key == "bands":
        row = band_row(found["n"], found, headline=found["headline"])
        return dict(zip(HEAD, map(cut, row), strict=True))
    names = VERSION if key == "versions" else tuple(found)
    return {name.replace("_", " "): cut(found.get(name)) for name in names}
