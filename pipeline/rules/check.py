"""Check all rule files: cells, rows that stand twice or contradict, words of other files."""

import re
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import Any

from pipeline.rules.catalog import row_classes
from pipeline.rules.columns import Column, columns
from pipeline.rules.parse import Fault, nearest, parse
from pipeline.rules.references import reference_faults
from pipeline.rules.row import Refers, Row
from pipeline.rules.rulebook import FOLDER, RulesError, read_rules, rule_names
from pipeline.rules.source_files import TABLES, SourceFile, read_sources

TABLES_OF_FIGURES = ("pay/ecb_rates.csv", "place/cities.tsv.gz")
"""Rule files without a row class: their readers check them."""
Rows = Mapping[str, tuple[Row, ...]]


def check(folder: Traversable = FOLDER) -> list[Fault]:
    """Return the faults of the rule files in a folder, by file and line; empty if all fit."""
    known = row_classes()
    faults = [*_unknown(folder, known)]
    rows: dict[str, tuple[Row, ...]] = {}
    for name, row in known.items():
        file = folder.joinpath(name)
        if not file.is_file():
            faults.append(Fault(name, 0, "the file", "is missing"))
            continue
        fitting, wrong = parse(row, file.read_text(encoding="utf-8"))
        faults += wrong
        if not wrong:
            rows[name] = fitting
    sources, wrong = read_sources(folder.joinpath("sources"))
    faults += wrong
    for name, row in known.items():
        faults += _twice(row, rows.get(name, ()))
        faults += _cells(row, rows.get(name, ()), rows)
        faults += _contradictions(rows.get(name, ()))
    faults += _patterns(sources)
    return sorted(faults, key=lambda fault: (fault.file, fault.line))


def check_readable() -> None:
    """Read every rule file in use, in a fifth of a second; the rows stay in the cache.

    Raises RulesError with each cell of all files that stops a reader. `check` finds more.
    """
    faults: list[str] = []
    for row in row_classes().values():
        try:
            rows = read_rules(row)
        except RulesError as error:
            faults += error.lines
        else:
            faults += map(str, _cells(row, rows, {}))
    if faults:
        raise RulesError(*faults, "no site was asked; `payband rules check` checks all rules")


def _unknown(folder: Traversable, known: Mapping[str, type[Row]]) -> Iterator[Fault]:
    """Yield a fault for each file that no reader reads."""
    for name in rule_names(folder):
        source = name.startswith("sources/") and name.endswith(".toml")
        if name not in (*known, *TABLES_OF_FIGURES) and not source:
            yield Fault(name, 0, "the file", f"no reader knows it{nearest(name, known)}")


def _twice(row: type[Row], rows: tuple[Row, ...]) -> Iterator[Fault]:
    """Yield a fault for each row with the key of an earlier row, in any case of letters."""
    first: dict[tuple[str, ...], int] = {}
    for one in rows if row.key else ():
        key = tuple(_text(getattr(one, name), row) for name in row.key)
        if key in first:
            column = "phrase" if "phrase" in row.key else row.key[0]
            said = (f"{name} {part!r}" for name, part in zip(row.key, key, strict=True) if part)
            words = f"{', '.join(said)}: stands on line {first[key]} already"
            yield Fault(row.file, one.line, column, words)
        first.setdefault(key, one.line)


def _contradictions(rows: tuple[Row, ...]) -> Iterator[Fault]:
    for row in rows:
        if found := row.contradiction():
            yield Fault(row.file, row.line, *found)


def _text(value: Any, row: type[Row]) -> str:
    text = "" if value is None else str(value)
    return text if row.cased else text.casefold()


def _cells(row: type[Row], rows: tuple[Row, ...], known: Rows) -> Iterator[Fault]:
    for column in columns(row):
        if column.regex:
            yield from (f for one in rows if (f := _pattern(column, one.file, one.line, one)))
    yield from reference_faults(row, rows, lambda refers: _words_of(refers, known))


def _words_of(refers: Refers, known: Rows) -> list[str] | None:
    if refers.file not in known:
        return None
    return [str(getattr(row, refers.column)) for row in known[refers.file]]


def _patterns(sources: Mapping[str, SourceFile]) -> Iterator[Fault]:
    for name, source in sources.items():
        for table, kind in TABLES.items():
            for column in columns(kind):
                for one in source.tables[table] if column.regex else ():
                    if fault := _pattern(column, f"sources/{name}.toml", 0, one):
                        yield fault


def _pattern(column: Column, file: str, line: int, row: Any) -> Fault | None:
    try:
        re.compile(getattr(row, column.name))
    except re.error as error:
        return Fault(file, line, column.name, f"is no regular expression: {error}")
    return None
