"""Write a salary feed as JSON text, part by part."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

ENCODER = json.JSONEncoder(ensure_ascii=False)


def feed_text(feed: Mapping[str, Any]) -> Iterator[str]:
    """Yield the parts of a feed as JSON text, each row of a table on a line of its own.

    The text of all rows would take several times the memory of the rows.
    """
    start = "{\n"
    for name, value in feed.items():
        yield f"{start} {_json(name)}: "
        if name == "figures":
            yield from _tables_text(value)
        else:
            yield _json(value)
        start = ",\n"
    yield "\n}\n"


def _tables_text(tables: Mapping[str, Iterable[Any]]) -> Iterator[str]:
    start = "{\n"
    for name, rows in tables.items():
        yield f"{start}  {_json(name)}: ["
        yield from (f"{',' if n else ''}\n   {_json(row)}" for n, row in enumerate(rows))
        yield "]"
        start = ",\n"
    yield "\n }"


def _json(value: Any) -> str:
    return ENCODER.encode(value)
