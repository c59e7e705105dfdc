"""Rows of one file that are written alike and mean the same: any of them may fire for the others.

`on-site` and `onsite` are one phrase to some readers, and `por hora` is Spanish and Portuguese.
"""

from collections.abc import Set as AbstractSet
from dataclasses import fields
from typing import Any

from pipeline.caches import cached_file
from pipeline.rules.row import Row
from pipeline.rules.rulebook import read_rules
from pipeline.text.fold import fold

NO_MEANING = frozenset(
    ("line", "phrase", "example", "expect", "language", "country", "about", "heading")
)
"""Columns of which rows with one meaning may differ."""


def twins(row: Row) -> AbstractSet[str]:
    """Return the sources of the rows with the words and the meaning of a row; itself is one."""
    return _twins(type(row)).get(_key(row), {row.source})


@cached_file
def _twins(kind: type[Row]) -> dict[tuple[Any, ...], set[str]]:
    found: dict[tuple[Any, ...], set[str]] = {}
    for row in read_rules(kind):
        found.setdefault(_key(row), set()).add(row.source)
    return found


def _key(row: Row) -> tuple[Any, ...]:
    meaning = (getattr(row, f.name) for f in fields(row) if f.name not in NO_MEANING)
    return (_letters(row) or row.source, *meaning)


def _letters(row: Row) -> str:
    """Return a phrase in small letters and digits, without accents, spaces and signs."""
    return "".join(filter(str.isalnum, fold(str(getattr(row, "phrase", "")))))
