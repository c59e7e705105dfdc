"""Read the data a Next.js page sends as text inside its scripts ("flight").

Each script pushes a piece of one long text; put together, it is rows of `id:value`. A value is
JSON, or `T`, a length in hexadecimal bytes, a comma and that much text.
"""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from scrapers.platforms.json_text import UnreadableJsonError, read_json

_PUSH = "__next_f.push("
# A row begins a line, or follows a text at once.
_ROW = re.compile(rb"\n?([0-9a-f]{1,8}):(?:T([0-9a-f]{1,8}),)?")
_WANTED = b"JobPosting"
_DECODER = json.JSONDecoder(strict=False)


def flight_rows(bodies: Iterable[str]) -> Iterator[Any]:
    """Yield every row that is text or JSON with a JobPosting; a reference to a text is that text.

    All other rows (code to load, hints, what is cut off) are passed over.
    """
    rows = list(_rows("".join(_pieces(bodies)).encode("utf-8", "replace")))
    texts = {f"${row}": value for row, value in rows if isinstance(value, str)}
    for _, value in rows:
        yield _filled(value, texts)


def _pieces(bodies: Iterable[str]) -> Iterator[str]:
    for body in bodies:
        at = body.find(_PUSH)
        while at >= 0:
            at += len(_PUSH)
            try:
                pushed, at = _DECODER.raw_decode(body, at)
            except (ValueError, RecursionError):
                break
            if isinstance(pushed, list) and len(pushed) == 2 and isinstance(pushed[1], str):
                yield pushed[1]
            at = body.find(_PUSH, at)


def _rows(data: bytes) -> Iterator[tuple[str, Any]]:
    at = 0
    while row := _ROW.search(data, at):
        start, name = row.end(), row[1].decode()
        if row[2]:
            at = start + int(row[2], 16)
            yield name, data[start:at].decode("utf-8", "replace")
            continue
        at = data.find(b"\n", start)
        at = len(data) if at < 0 else at
        row_text = data[start:at]
        if _WANTED in row_text and row_text.startswith((b"{", b"[")):
            with suppress(UnreadableJsonError):
                yield name, read_json(row_text.decode("utf-8", "replace"))


def _filled(value: Any, texts: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _filled(inner, texts) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, texts) for inner in value]
    if isinstance(value, str) and value.startswith("$"):
        return texts.get(value, value.removeprefix("$") if value.startswith("$$") else value)
    return value
