"""Read the custom fields that an employer adds to its jobs on Greenhouse."""

from collections.abc import Mapping
from typing import Any

from scrapers.readers.record_values import joined, records, several, text


def custom_field(job: Mapping[str, Any], names: frozenset[str]) -> str:
    """Return the value of the first filled field with one of these names (lower case).

    The values of a list are joined by `; `.
    """
    for entry in records(job.get("metadata")):
        value = joined(map(text, several(entry.get("value"))))
        if value and text(entry.get("name")).strip().casefold() in names:
            return value
    return ""
