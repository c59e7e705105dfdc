"""Other names of employers: those of the rules, and those of the user's own file."""

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pipeline.caches import cached_file
from pipeline.clean.employer.name_key import name_key
from pipeline.errors import InputError
from pipeline.fx.saved_rates import read_file
from pipeline.rules.rows.employer import Alias
from pipeline.rules.rulebook import read_rules

HEAD = ("name", "alias_of")


@dataclass(frozen=True)
class Aliases:
    """The aliases of the rules and the user's `own`: from a name's key to the employer's."""

    own: Mapping[str, str] = field(default_factory=dict)

    def employer(self, key: str) -> str:
        """Return the key of the employer that a name's key stands for, mostly itself."""
        shipped = _shipped()
        for _ in range(len(self.own) + len(shipped)):
            other = self.own.get(key, shipped.get(key))
            if other is None:
                break
            key = other
        return key

    @cached_property
    def version(self) -> str:
        """8 hex digits of SHA-256 over the user's own aliases; empty if there are none."""
        text = "\n".join(f"{key},{other}" for key, other in sorted(self.own.items()))
        return hashlib.sha256(text.encode()).hexdigest()[:8] if text else ""


SHIPPED = Aliases()


def user_aliases(path: Path | None) -> Aliases:
    """Return the shipped aliases and those of a CSV with the columns name and alias_of.

    Without a path, only the shipped ones. An own alias of a name replaces a shipped one. Raises
    InputError naming file, row and field for a file that can't be read, a cell that names no
    employer, a name with two meanings, and names that are aliases of each other.
    """
    if path is None:
        return SHIPPED
    own: dict[str, str] = {}
    rows: dict[str, int] = {}
    for row, (key, other) in _rows(read_file(path), str(path)):
        if own.setdefault(key, other) != other:
            raise InputError(f"{path}, row {row}, name: row {rows[key]} says another alias_of")
        rows.setdefault(key, row)
    _check_ends(own, rows, path)
    return Aliases(own)


@cached_file
def _shipped() -> Mapping[str, str]:
    return {name_key(row.name): name_key(row.alias_of) for row in read_rules(Alias)}


def _rows(text: str, name: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield the number of each row and its two keys, but not where these are equal."""
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True)
    row = 1
    try:
        if tuple(reader.fieldnames or ()) != HEAD:
            found = ",".join(reader.fieldnames or ()) or "missing"
            raise InputError(f"{name}, row 1: the columns are {found}, must be {','.join(HEAD)}")
        for row, cells in enumerate(reader, 2):
            key, other = _read(cells, f"{name}, row {row}")
            if key != other:
                yield row, (key, other)
    except csv.Error as error:
        raise InputError(f"{name}, row {row + 1}: {error}") from None


def _read(cells: Mapping[str, str], where: str) -> tuple[str, str]:
    if "" in cells or None in cells.values():
        raise InputError(f"{where}: it has more or fewer cells than the first row")
    for column in HEAD:
        if not name_key(cells[column]):
            raise InputError(f"{where}, {column}: {cells[column]!r} is no name of an employer")
    return name_key(cells["name"]), name_key(cells["alias_of"])


def _check_ends(own: Mapping[str, str], rows: Mapping[str, int], path: Path) -> None:
    """Raise InputError where a chain of aliases comes back to its first name."""
    aliases = {**_shipped(), **own}
    for key in own:
        seen = {key}
        while (key := aliases.get(key, "")) and key not in seen:
            seen.add(key)
        if key:
            row = max(rows[one] for one in seen if one in rows)
            raise InputError(f"{path}, row {row}, alias_of: this name is an alias of the first")
