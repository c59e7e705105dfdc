"""The rule book's page: every rule file, who reads it, its columns and allowed values.

`python -m tools.rules_page` writes it to pipeline/rules/README.md.
"""

import ast
import inspect
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.atomic import replacing
from pipeline.rules.catalog import row_classes
from pipeline.rules.check import TABLES_OF_FIGURES
from pipeline.rules.columns import Column, columns
from pipeline.rules.row import NoValue, Row
from pipeline.rules.rows.sources import Source
from pipeline.rules.source_files import TABLES

PAGE = Path("pipeline/rules/README.md")
OWN = (Path("tools/rules_page.py"), Path("pipeline/rules/source_files.py"))
"""Modules that import row classes to check or describe them."""
HEAD = """\
# The rule book

What Payband knows of words, places and sources is in these files, so that a reviewer can read it
in a diff. Each file has a row class in `pipeline/rules/rows/`, which declares its columns. Made
from those classes by `python -m tools.rules_page`; a test fails where this page is out of date.

`payband rules check` names each cell that does not fit, with file, line, column and the nearest
allowed value. The same cells are refused when a file is read. It also names rows that stand twice
and words that another file does not have.

Columns that many files share:

| column | meaning |
|---|---|
| `phrase` | The words, in any case of letters unless the file says otherwise. |
| `use` | How or where the phrase counts. |
| `example` | A text that the row reads. A test reads it. |
| `expect` | What must be read from the example. |
| `language` | The language of the phrase, ISO 639-1. |
| `evidence`, `why` | Why the row says so. |
"""
SHARED = {
    "phrase": "The words.",
    "use": "How or where the phrase counts.",
    "example": "A text that the row reads.",
    "expect": "What must be read from the example.",
    "language": "ISO 639-1.",
    "country": "The country of the example, ISO 3166.",
    "example_country": "The country of the example, ISO 3166.",
    "currency": "ISO 4217.",
    "evidence": "Why the row says so.",
    "why": "Why the row says so.",
    "role": "What the word does in a pay text.",
    "value": "What the word means in its role.",
    "level": "The level.",
    "workplace": "The workplace.",
    "employment": "The employment type.",
    "period": "The time that an amount pays for.",
    "relevance": "How closely the job is about AI, ML or data.",
    "kind": "What it is.",
    "group": "The group of a field.",
    "severity": "How severe the issue is.",
    "default": "Whether a run crawls the source.",
    "lists": "What it means that the source no longer lists a posting.",
    "measure": "What the gate measures.",
}
FIGURES = """\
## Files without rows

- `pay/ecb_rates.csv`: reference rates of the European Central Bank by day, made by
  `python -m tools.make_rates`; read by `pipeline.fx.rate_table`.
- `place/cities.tsv.gz`: the gazetteer, made by `python -m tools.make_gazetteer`; read by
  `pipeline.clean.place.gazetteer`.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """A table of the page: its heading, the class of its rows, and notes on their order."""

    heading: str
    row: type[Any]
    notes: str = ""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, without the name of the source, which is the name of its file."""
        return columns(self.row)[0 if issubclass(self.row, Row) else 1 :]


def page() -> str:
    """Return the page as Markdown."""
    readers = _readers()
    parts = [_part(part, readers) for part in all_parts()]
    assert len(TABLES_OF_FIGURES) == FIGURES.count("\n- ")  # noqa: S101  # the page names them all
    return "\n".join([HEAD, *parts, FIGURES])


def all_parts() -> list[Part]:
    """Return the tables of the page: the CSV files, then the tables of a source's file."""
    files = [Part(f"`{name}`", row, _notes(row)) for name, row in row_classes().items()]
    tables = [Part(f"`[[{name}]]`", row) for name, row in TABLES.items()]
    sources = [Part("`sources/NAME.toml`", Source, "One file for each source."), *tables]
    return [*files, *sources]


def _notes(row: type[Any]) -> str:
    words = ["The order of the rows matters."] if row.ordered else []
    if row.key:
        words.append(f"No two rows have the same {' and '.join(f'`{k}`' for k in row.key)}.")
    return " ".join(words)


def _part(part: Part, readers: Mapping[str, list[str]]) -> str:
    lines = [f"## {part.heading}", "", inspect.cleandoc(part.row.__doc__ or ""), ""]
    lines += [part.notes, ""] if part.notes else []
    by = readers[part.row.__name__]
    lines += [f"Read by {', '.join(f'`{module}`' for module in by)}.", ""] if by else []
    lines += ["| column | meaning | allowed |", "|---|---|---|"]
    lines += [_line(column) for column in part.columns]
    return "\n".join([*lines, ""])


def _line(column: Column) -> str:
    return f"| `{column.name}` | {meaning(column)} | {_cell(column)} |"


def meaning(column: Column) -> str:
    """Return what a column means; empty if neither the row class nor this module says so."""
    return column.doc or SHARED.get(column.name, "")


def _cell(column: Column) -> str:
    """Return the allowed cells of a column, each with its meaning."""
    if column.refers:
        also = "".join(f", `{word}`" for word in column.refers.also)
        return f"{'words' if column.refers.many else 'one'} of `{column.refers.file}`{also}"
    words = [
        f"`{value or ' '}`: {meaning}" if meaning else f"`{value}`" if value else "empty"
        for value, meaning in column.allowed.items()
    ]
    if column.many:
        words = [f"several of {', '.join(words)}"]
    if column.optional and column.allowed:
        words.append("empty")
    between = "<br>" if any(column.allowed.values()) else ", "
    return between.join(words) or _kind(column)


def _kind(column: Column) -> str:
    if column.kind == NoValue.__name__:
        return "always empty"
    kind = {"int": "a whole number", "Decimal": "a number", "str": "text"}[column.kind]
    if column.regex:
        kind = "a regular expression"
    may_be_empty = column.optional or (column.kind == "str" and not column.filled)
    return f"{kind}; may be empty" if may_be_empty else kind


def _readers() -> dict[str, list[str]]:
    """Return the modules that import each row class, by the name of the class."""
    known = {row.__name__ for row in (*row_classes().values(), *TABLES.values(), Source)}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for package in ("pipeline", "scrapers", "tools"):
        for path in sorted(Path(package).rglob("*.py")):
            if path not in OWN:
                for name in set(_imported(path)) & known:
                    found[name].append(".".join(path.with_suffix("").parts))
    return found


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and "pipeline.rules.rows" in (node.module or ""):
            yield from (alias.name for alias in node.names)


if __name__ == "__main__":
    with replacing(PAGE) as file:
        file.write(page().encode())
