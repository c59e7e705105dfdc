"""The employer's own number of an opening: the same wherever the job is posted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from models.raw import RawPosting
from pipeline.clean.title.title_words import REQUISITION
from pipeline.rules.rulebook import read_rules

FIGURES = re.compile(r"\d")
CALLED = re.compile(r"^(?:req(?:uisition)?|ref(?:erence)?|job id)\b\W*|^#", re.IGNORECASE)
SHORTEST = 4
"""Characters of a number that is no mere count."""


@dataclass(frozen=True, slots=True)
class RequisitionKey:
    """A row of requisition_keys.csv: where a source's record has the employer's number."""

    source: str
    key: str
    example: str


def requisition(raw: RawPosting) -> str | None:
    """Return the number a posting's record or title states, in capitals without spaces."""
    for key in _keys().get(raw.source, ()):
        if found := _number(_stated(raw, key)):
            return found
    stated = REQUISITION.search(raw.title)
    return _number(CALLED.sub("", stated[0])) if stated else None


def shape(number: str) -> str:
    """Return how a number is made: two of one shape come from one book of numbers."""
    return FIGURES.sub("9", number)


def _stated(raw: RawPosting, key: str) -> Any:
    """Return a value of the record, or what follows the employer's name in `source_key`."""
    if key != "source_key":
        return raw.extra.get(key)
    employer, _, number = raw.source_key.rpartition(":")
    return number if employer and "/" not in number else None


def _number(value: Any) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("value")
    found = re.sub(r"\s", "", str(value or "")).upper()
    return found if len(found) >= SHORTEST and FIGURES.search(found) else None


@cache
def _keys() -> Mapping[str, tuple[str, ...]]:
    rows = read_rules("requisition_keys.csv", RequisitionKey)
    return {r.source: tuple(k.key for k in rows if k.source == r.source) for r in rows}
