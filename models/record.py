"""How a record is declared: a dataclass whose every field says what it holds.

The declaration is the only one: the SQL table (`tables.py`), the CSV header, the data
dictionary and the docs are read off it. Records are plain slotted dataclasses rather than
ORM classes because cleaning makes them by the hundred thousand, without a database
(docs/architecture.md gives the figures).
"""

import dataclasses
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, dataclass
from functools import cache
from typing import Any


def column(
    doc: str,
    *,
    key: bool = False,
    unit: str = "",
    default: Any = MISSING,
    default_factory: Any = MISSING,
) -> Any:
    """Declare one field: what it holds (`doc`), in which `unit`, and whether it is a `key`."""
    meta = {"doc": doc, "unit": unit, "key": key}
    if default_factory is not MISSING:
        return dataclasses.field(default_factory=default_factory, metadata=meta)
    return dataclasses.field(default=default, metadata=meta)


@dataclass(frozen=True, slots=True)
class Column:
    """A declared field, read back."""

    name: str
    type: Any
    optional: bool
    doc: str
    unit: str
    key: bool


@cache
def columns(record: type) -> tuple[Column, ...]:
    """Return the declared columns of a record class, in order."""
    hints = typing.get_type_hints(record)
    return tuple(_column(f, hints[f.name]) for f in dataclasses.fields(record))


def _column(field: "dataclasses.Field[Any]", hint: Any) -> Column:
    inner, optional = _unwrap(hint)
    meta: Mapping[str, Any] = field.metadata
    return Column(field.name, inner, optional, meta["doc"], meta["unit"], meta["key"])


def _unwrap(hint: Any) -> tuple[Any, bool]:
    """Return the type without `| None`, and whether None was there."""
    if not isinstance(hint, types.UnionType):
        return hint, False
    inner = [arg for arg in typing.get_args(hint) if arg is not types.NoneType]
    return inner[0], len(inner) < len(typing.get_args(hint))
