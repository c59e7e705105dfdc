"""Read the "flight" data that a Next.js page sends as text inside its scripts.

Each script pushes a piece of one long text. The whole text is rows of `id:value`. A value is
JSON, or `T`, a length in bytes (hexadecimal), a comma and a text of that length.
"""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from scrapers.limits import MOST_REPEATED
from scrapers.platforms.schema_org.budget import Budget
from scrapers.readers.json_text import UnreadableJsonError, read_json, values_in

_PUSH = "__next_f.push("
# A row begins a line, or follows directly after a text.
_ROW = re.compile(rb"\n?([0-9a-f]{1,8}):(?:T([0-9a-f]{1,8}),)?")
_WANTED = b"JobPosting"
_DECODER = json.JSONDecoder(strict=False)


def flight_rows(bodies: Iterable[str], budget: Budget) -> Iterator[Any]:
    """Yield every row that is text or JSON with a JobPosting, with references to texts resolved.

    All other rows (code to load, hints, truncated rows) are skipped. `budget` holds the page's
    remaining limits, and gets a message about the rows that they leave out.
    """
    rows = list(_rows("".join(_pieces(bodies)).encode("utf-8", "replace"), budget))
    texts = _Texts({f"${row}": value for row, value in rows if isinstance(value, str)}, budget)
    for _, value in rows:
        try:
            yield texts.filled(value)
        except _TooMuchRepeatedError:
            budget.left_out.append(f"references of a row repeat over {MOST_REPEATED} characters")


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


def _rows(data: bytes, budget: Budget) -> Iterator[tuple[str, Any]]:
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
            decoded = row_text.decode("utf-8", "replace")
            if above := budget.take_block(values_in(decoded)):
                budget.left_out.append(above)
                return
            with suppress(UnreadableJsonError):
                yield name, read_json(decoded)


class _TooMuchRepeatedError(ValueError):
    """The references of a row repeat too much of its page."""


class _Texts:
    """The texts of a page by reference. The first reference to a text costs no budget."""

    def __init__(self, texts: dict[str, str], budget: Budget) -> None:
        self._texts = texts
        self._met: set[str] = set()
        self._budget = budget

    def filled(self, value: Any) -> Any:
        """Return a value with its references resolved; raise _TooMuchRepeatedError."""
        if isinstance(value, dict):
            return {key: self.filled(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.filled(inner) for inner in value]
        if isinstance(value, str) and value.startswith("$"):
            return self._text(value)
        return value

    def _text(self, reference: str) -> str:
        text = self._texts.get(reference)
        if text is None:
            return reference.removeprefix("$") if reference.startswith("$$") else reference
        if reference in self._met and not self._budget.take_repeated(len(text)):
            raise _TooMuchRepeatedError
        self._met.add(reference)
        return text
