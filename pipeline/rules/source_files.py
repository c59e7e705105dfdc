"""Read sources/NAME.toml: the facts of one source, and its tables."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from importlib.resources.abc import Traversable
from typing import Any

from pipeline.rules.columns import Column, columns
from pipeline.rules.parse import WRONG, Fault, nearest, wrong
from pipeline.rules.rows.sources import ApplyPlatform, Expectation, RequisitionKey, Source
from pipeline.rules.toml_lines import line_of, line_of_error

TABLES: Mapping[str, type[Any]] = {
    "expectations": Expectation,
    "requisition_keys": RequisitionKey,
    "apply_addresses": ApplyPlatform,
}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The content of one file: the facts of the source, and its tables by name."""

    source: Source
    tables: Mapping[str, tuple[Any, ...]]


def read_sources(folder: Traversable) -> tuple[dict[str, SourceFile], list[Fault]]:
    """Return the sources of a folder by name, and the faults of its files."""
    found: dict[str, SourceFile] = {}
    faults: list[Fault] = []
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        name, _, ending = file.name.rpartition(".")
        if ending == "toml":
            reader = _Reader(name)
            content = reader.content(file.read_text(encoding="utf-8"))
            faults += reader.faults
            if content is not None:
                found[name] = content
    return found, faults


@dataclass(slots=True)
class _Reader:
    """Reads one file and collects its faults."""

    name: str
    faults: list[Fault] = field(default_factory=list)
    text: str = ""

    def content(self, text: str) -> SourceFile | None:
        """Return the content of the file; None if it has faults."""
        self.text = text
        try:
            whole = tomllib.loads(text, parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            self._fault("the file", f"is no TOML: {error}", line_of_error(str(error)))
            return None
        facts = {key: value for key, value in whole.items() if key not in TABLES}
        source = self._row(Source, facts, beside=TABLES)
        tables = {key: tuple(self._rows(key, whole.get(key, []))) for key in TABLES}
        return None if source is None or self.faults else SourceFile(source, tables)

    def _rows(self, key: str, tables: Any) -> Iterator[Any]:
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self._fault(key, f"must be tables, [[{key}]]")
            return
        for n, table in enumerate(tables, 1):
            yield self._row(TABLES[key], table, f"{key} {n}, ")

    def _row(
        self, kind: type[Any], table: Mapping[str, Any], at: str = "", beside: Iterable[str] = ()
    ) -> Any:
        """Return a row of the values of a table; None if one has a fault."""
        before = len(self.faults)
        wanted = columns(kind)[1:]  # the first is the name of the source
        known = [*(column.name for column in wanted), *beside]
        for key in table:
            if key not in known:
                self._fault(at + key, f"there is no such key{nearest(key, known)}")
        cells = [self._cell(column, table.get(column.name), at) for column in wanted]
        return kind(self.name, *cells) if len(self.faults) == before else None

    def _cell(self, column: Column, value: Any, at: str) -> Any:
        if value is None and column.default is not None:
            return column.default
        cell = "" if value is None else str(value)
        try:
            return column.convert(cell) if column.convert else cell
        except WRONG:
            self._fault(at + column.name, wrong(column, cell))

    def _fault(self, key: str, words: str, line: int = 0) -> None:
        line = line or line_of(self.text, key)
        self.faults.append(Fault(f"sources/{self.name}.toml", line, key, words))
