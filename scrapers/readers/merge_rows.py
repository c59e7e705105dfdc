"""Merge the rows of a listing that repeats a job for each of its places."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from scrapers.readers.record_values import text


def merge_rows(
    rows: Iterable[Any], key: str, field: str, values: Callable[[Mapping[str, Any]], list[Any]]
) -> list[Any]:
    """Return one record per value of `key`: its first row, with the `values` of all in `field`.

    A row without a key stays unchanged; its reader refuses it.
    """
    found: dict[Any, Any] = {}
    for number, row in enumerate(rows):
        name = text(row.get(key)) if isinstance(row, Mapping) else ""
        if not name:
            found[number] = row
        elif name in found:
            found[name][field] += values(row)
        else:
            found[name] = {**row, field: [*values(row)]}
    return list(found.values())
