"""Declare records: dataclasses with a documented column for each field.

The SQL table (`tables.py`), the CSV header, the data dictionary and the docs are all made from
this one declaration. Records are plain slotted dataclasses and not ORM classes, because
cleaning creates hundreds of thousands of them without a database (docs/architecture.md has
the measurements).
"""

import dataclasses
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, dataclass
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

Record = TypeVar("Record")


def column(
    doc: str,
    *,
    key: bool = False,
    unit: str = "",
    default: Any = MISSING,
    default_factory: Any = MISSING,
) -> Any:
    """Declare one field: its meaning (`doc`), its `unit`, and whether it is part of the `key`."""
    meta = {"doc": doc, "unit": unit, "key": key}
    if default_factory is not MISSING:
        return dataclasses.field(default_factory=default_factory, metadata=meta)
    return dataclasses.field(default=default, metadata=meta)


def quick_to_pickle(record: type[Record]) -> type[Record]:
    """Make a frozen record with slots fast to pickle: cleaned tables go through processes.

    The way of `dataclasses` looks for the fields of each record again, six times as slow.
    """
    names = [field.name for field in dataclasses.fields(record)]  # type: ignore[arg-type]  # a dataclass
    values = attrgetter(*names)
    setters = [getattr(record, name).__set__ for name in names]

    def state_of(self: Record) -> Any:
        return values(self)

    def fill(self: Record, state: tuple[Any, ...]) -> None:
        for setter, value in zip(setters, state, strict=True):
            setter(self, value)

    record.__getstate__ = state_of  # type: ignore[method-assign,assignment]  # of the record
    record.__setstate__ = fill  # type: ignore[attr-defined]  # as above
    return record


@dataclass(frozen=True, slots=True)
class Column:
    """A declared field, as `columns` returns it."""

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
    """Return the type without `| None`, and whether it had `| None`."""
    if not isinstance(hint, types.UnionType):
        return hint, False
    inner = [arg for arg in typing.get_args(hint) if arg is not types.NoneType]
    return inner[0], len(inner) < len(typing.get_args(hint))
