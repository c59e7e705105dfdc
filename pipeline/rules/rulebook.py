"""Read rule files into typed rows, and compute the version of all rules."""

import csv
import hashlib
import io
import typing
from importlib.resources import files
from importlib.resources.abc import Traversable

from pipeline.caches import cached_file
from pipeline.errors import InputError
from pipeline.rules.parse import Kind, parse
from pipeline.rules.references import reference_faults
from pipeline.rules.row import Refers, Row

FOLDER = files(__name__.rpartition(".")[0])


class RulesError(InputError):
    """A rule file is invalid. Each line of the message names file, line, column and value."""


def read_rules(row: type[Kind]) -> tuple[Kind, ...]:
    """Return the rows of the rule file of a row class (`row.file`), in their order.

    Raises RulesError for a file that does not fit: other columns, a cell that its column does not
    allow, a word that another file must have and does not. `pipeline.rules.check` checks more:
    rows that stand twice or contradict themselves, and regular expressions.
    """
    return typing.cast("tuple[Kind, ...]", _read(row))


@cached_file
def _read(row: type[Row]) -> tuple[Row, ...]:
    rows, faults = parse(row, rule_text(row.file))
    faults += reference_faults(row, rows, _words_of)
    if faults:
        raise RulesError(*faults)
    return rows


def _words_of(refers: Refers) -> tuple[str, ...] | None:
    return _column(refers.file, refers.column)


@cached_file
def _column(name: str, column: str) -> tuple[str, ...] | None:
    """Return the cells of a column of a rule file; None where it has no such column.

    The other file's own faults are found where it is read.
    """
    table = csv.reader(io.StringIO(rule_text(name)))
    head = next(table, [])
    if column not in head:
        return None
    at = head.index(column)
    return tuple(row[at] for row in table if len(row) == len(head))


def rule_text(name: str) -> str:
    """Return the text of the rule file `name`. Raises RulesError if it does not exist."""
    return rule_file(name).read_text(encoding="utf-8")


def rule_file(name: str) -> Traversable:
    """Return a rule file: `pay/pay_units.csv`. Raises RulesError if it is not found."""
    file = FOLDER.joinpath(name)
    if not file.is_file():
        raise RulesError(f"{name}: there is no such rule file")
    return file


def rule_folder(name: str) -> Traversable:
    """Return a folder of rule files."""
    return FOLDER.joinpath(name)


@cached_file
def rules_version() -> str:
    """Return the version of the rules: 10 hex digits of SHA-256 over all rule files."""
    digest = hashlib.sha256()
    for name in rule_names(FOLDER):
        digest.update(name.encode() + b"\0" + rule_file(name).read_bytes() + b"\0")
    return digest.hexdigest()[:10]


def rule_names(folder: Traversable) -> list[str]:
    """Return the names of the rule files of a folder, `pay/pay_units.csv`, in order."""
    folders = {f"{f.name}/": f for f in folder.iterdir() if f.is_dir()}
    return sorted(
        f"{prefix}{file.name}"
        for prefix, inner in {"": folder, **folders}.items()
        for file in inner.iterdir()
        if file.name.endswith((".csv", ".toml", ".gz"))
    )
