"""The columns of a row class: how a cell becomes a value, and which cells are allowed."""

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from pipeline.caches import cached_file
from pipeline.rules.row import Among, AtLeast, Doc, Filled, Refers, Regex

Convert = Callable[[str], Any]


class TooLowError(ValueError):
    """A number is below the least that its column allows."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how its cells are read (`convert`; None for text as it is), and what is allowed.

    `allowed` has the possible cells with their meanings; empty for free text. `kind` names the
    type of a cell in a message.
    """

    name: str
    convert: Convert | None
    kind: str
    allowed: Mapping[str, str]
    doc: str = ""
    default: Any = None
    optional: bool = False
    many: bool = False
    filled: bool = False
    refers: Refers | None = None
    regex: bool = False
    at_least: AtLeast | None = None


@cached_file
def columns(row: type[Any]) -> tuple[Column, ...]:
    """Return the columns of a row class, in the order of the file."""
    hints = typing.get_type_hints(row, include_extras=True)
    return tuple(_column(f, hints[f.name]) for f in dataclasses.fields(row) if f.name != "line")


def _column(field: "dataclasses.Field[Any]", hint: Any) -> Column:
    hint, notes = _without_notes(hint)
    optional = isinstance(hint, types.UnionType)
    kind = typing.get_args(hint)[0] if optional else hint
    noted = {type(note): note for note in notes}
    among: Among | None = noted.get(Among)
    values = _values(kind) or ({value: value for value in among.values} if among else {})
    allowed = {cell: getattr(value, "meaning", "") for cell, value in values.items()}
    if optional:
        values = {"": None, **values}
    many = among is not None and among.many
    least: AtLeast | None = noted.get(AtLeast)
    convert = _many(values) if many else _convert(kind, values, Filled in noted, optional=optional)
    return Column(
        field.name,
        _not_below(least, convert) if least else convert,
        kind.__name__,
        allowed,
        noted[Doc].text if Doc in noted else "",
        None if field.default is dataclasses.MISSING else field.default,
        optional,
        many,
        Filled in noted,
        noted.get(Refers),
        Regex in noted,
        least,
    )


def _without_notes(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    if typing.get_origin(hint) is typing.Annotated:
        inner, *notes = typing.get_args(hint)
        return inner, tuple(notes)
    return hint, ()


def _values(kind: Any) -> dict[str, Any]:
    """Return the cells that a type allows with their values; empty for free text and numbers."""
    if kind is bool:
        return {"yes": True, "": False}
    return {str(one.value): one for one in kind} if issubclass(kind, Enum) else {}


def _convert(
    kind: Any, values: Mapping[str, Any], filled: bool, *, optional: bool
) -> Convert | None:
    if any(values) or issubclass(kind, Enum):
        return values.__getitem__
    if kind is str:
        return _filled if filled else None
    number = _decimal if kind is Decimal else kind
    return (lambda cell: number(cell) if cell else None) if optional else number


def _not_below(least: AtLeast, convert: Convert | None) -> Convert:
    def number(cell: str) -> Any:
        value: Any = convert(cell) if convert else cell
        if value is not None and value < least.least:
            raise TooLowError(cell)
        return value

    return number


def _decimal(cell: str) -> Decimal:
    value = Decimal(cell)
    if not value.is_finite():
        raise ValueError(cell)
    return value


def _filled(cell: str) -> str:
    if not cell.strip():
        raise ValueError(cell)
    return cell


def _many(values: Mapping[str, Any]) -> Convert:
    def convert(cell: str) -> str:
        for word in cell.split():
            values[word]
        return cell

    return convert
