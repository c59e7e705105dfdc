"""Find the requisition number: an employer's number of a job, the same on all boards."""

import re
from collections.abc import Mapping
from typing import Any

from models.raw import RawPosting
from pipeline.caches import cached_file
from pipeline.clean.title.title_words import REQUISITION
from pipeline.rules.sources import requisition_keys

FIGURES = re.compile(r"\d")
CALLED = re.compile(r"^(?:req(?:uisition)?|ref(?:erence)?|job id)\b\W*|^#", re.IGNORECASE)
SHORTEST = 4
"""Characters of a requisition number; shorter ones may be counts."""


def requisition(raw: RawPosting) -> str | None:
    """Return the requisition number in a posting's record or title, in capitals without spaces."""
    for key in _keys().get(raw.source, ()):
        if found := _number(_stated(raw, key)):
            return found
    stated = REQUISITION.search(raw.title)
    return _number(CALLED.sub("", stated[0])) if stated else None


def shape(number: str) -> str:
    """Return the form of a number, digits as 9: numbers of one form are of one system."""
    return FIGURES.sub("9", number)


def _stated(raw: RawPosting, key: str) -> Any:
    """Return a value of the record, or the part after the employer's name in `source_key`."""
    if key != "source_key":
        return raw.extra.get(key)
    employer, _, number = raw.source_key.rpartition(":")
    return number if employer and "/" not in number else None


def _number(value: Any) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("value")
    found = re.sub(r"\s", "", str(value or "")).upper()
    return found if len(found) >= SHORTEST and FIGURES.search(found) else None


@cached_file
def _keys() -> Mapping[str, tuple[str, ...]]:
    rows = requisition_keys()
    return {r.source: tuple(k.key for k in rows if k.source == r.source) for r in rows}
