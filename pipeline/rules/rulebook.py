"""Read rule files into typed rows, and compute the version of all rules."""

import csv
import dataclasses
import hashlib
import io
import typing
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

Row = TypeVar("Row")

FOLDER = files(__name__.rpartition(".")[0])


class RulesError(ValueError):
    """A rule file is invalid. The message names file, row and field."""


@cache
def read_rules(name: str, row: type[Row]) -> tuple[Row, ...]:
    """Return the rows of the CSV rules/`name`. Its header must be exactly the fields of `row`.

    `row` is a dataclass with fields of type str, int, Decimal or bool (`yes` or empty). The
    first three may be `| None` (empty). Raises RulesError for a file that does not fit.
    """
    reader = csv.DictReader(io.StringIO(rule_text(name)))
    fields = [f.name for f in dataclasses.fields(row)]  # type: ignore[arg-type]  # a dataclass, by contract
    if reader.fieldnames != fields:
        raise RulesError(f"{name}: the header is {reader.fieldnames}, must be {fields}")
    hints = typing.get_type_hints(row)
    return tuple(
        row(**{f: _value(cells[f], hints[f], name, n, f) for f in fields})
        for n, cells in enumerate(reader, 2)
    )


def rule_text(name: str) -> str:
    """Return the text of the rule file `name`. Raises RulesError if it does not exist."""
    return rule_file(name).read_text(encoding="utf-8")


def rule_file(name: str) -> Traversable:
    """Return the rule file `name` from any folder of rules/. Raises RulesError if not found."""
    try:
        return _files()[name]
    except KeyError:
        raise RulesError(f"{name}: there is no such rule file") from None


@cache
def rules_version() -> str:
    """Return the version of the rules: 10 hex digits of SHA-256 over all rule files."""
    digest = hashlib.sha256()
    for name, file in sorted(_files().items()):
        digest.update(name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:10]


@cache
def _files() -> dict[str, Traversable]:
    """Return the rule files by name. Names are unique across the folders."""
    folders = [f for f in FOLDER.iterdir() if f.is_dir()]
    return {
        file.name: file
        for folder in (FOLDER, *folders)
        for file in folder.iterdir()
        if file.name.endswith((".csv", ".toml", ".gz"))
    }


def _value(text: str | None, hint: Any, name: str, row: int, field: str) -> Any:
    if text is None:
        raise RulesError(f"{name}, row {row}, {field}: the cell is missing")
    kinds = typing.get_args(hint) or (hint,)
    if not text and type(None) in kinds:
        return None
    try:
        return _cast(text, kinds[0])
    except (ValueError, InvalidOperation):
        raise RulesError(
            f"{name}, row {row}, {field}: {text!r} is not a valid {kinds[0].__name__}"
        ) from None


def _cast(text: str, kind: Any) -> Any:
    if kind is bool:
        if text not in ("", "yes"):
            raise ValueError(text)
        return text == "yes"
    return Decimal(text) if kind is Decimal else kind(text)
