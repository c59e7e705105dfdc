"""Listings that repeat a job, one row for each of its places."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from scrapers.readers.record_values import text


def merge_rows(
    rows: Iterable[Any], key: str, field: str, values: Callable[[Mapping[str, Any]], list[Any]]
) -> list[Any]:
    """Return one record for each value of `key`: its first row, and in `field` the `values` of all.

    A row without a key is kept as it is, for its reader to refuse.
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
