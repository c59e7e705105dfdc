"""Describe an exported file for programs: a Data Package, version 2, readable as version 1, too.

Version 2 has `$schema`, `contributors`, `version` and `created`, version 1 `profile`; a validator
of either finds what it needs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from models.record import Column
from models.value_text import utc_text
from pipeline.filters.filters import NONE, Filters
from pipeline.publish.export.formats import MEDIA_TYPES
from pipeline.publish.export.shape import DEFAULT, Shape
from pipeline.rules.sources import all_sources
from pipeline.version import VERSION

TYPES: dict[Any, str] = {
    Decimal: "number",
    float: "number",
    int: "integer",
    bool: "boolean",
    datetime: "datetime",
    date: "date",
}
DIALECT = "https://datapackage.org/profiles/2.0/{}.json"
LICENCE = {
    "name": "other-closed",
    "title": "Facts of postings as collected; the terms of each source hold (see sources)",
}
SAMPLE_LICENCE = {"name": "MIT", "title": "MIT Licence"}
REAL = {"name": "payband-postings", "title": "Job postings, cleaned by Payband"}
SAMPLE_NOTICE = (
    "It holds Payband's bundled sample. Its postings are invented: don't quote or publish any "
    "figure made of them."
)
INVENTED_DATA = "invented data"
"""The keyword of a package that holds postings of the bundled sample."""
SEARCH_WORDS = "search_words"
"""The property that has the filters for programs; `filters` has them in words."""
SAMPLE = {
    "name": "payband-sample-postings",
    "title": "Sample of invented job postings, cleaned by Payband",
    "description": SAMPLE_NOTICE,
    "keywords": ["sample", INVENTED_DATA],
}
NEUTRALISED = (
    "Text that a spreadsheet would take for a formula has one ' before it; "
    "pipeline.formula_guard.undo takes it off."
)


@dataclass(frozen=True, slots=True)
class DataFile:
    """A written file: its name, its ending, its number of rows and bytes, and its SHA-256."""

    name: str
    kind: str
    rows: int
    size: int
    sha256: str


def package_file(target: Path) -> Path:
    """Return where the data package of an exported file is."""
    return target.with_name(target.name + ".datapackage.json")


def describe(  # noqa: PLR0913  # what the description says
    data: DataFile,
    sources: Sequence[str],
    shape: Shape = DEFAULT,
    *,
    created: datetime | None = None,
    completeness: Mapping[str, Mapping[str, float]] = MappingProxyType({}),
    invented: bool = False,
    corrections: Sequence[Mapping[str, str | bool]] = (),
    filters: Filters = NONE,
) -> dict[str, Any]:
    """Return the data package description of an export of this shape, made of these sources.

    `created` is when the last run received its last response; `completeness` the share of known
    cells by source and column. It has a notice where postings of the bundled sample, which are
    `invented`, are among them. It lists the values that people put right, and says the `filters`
    of the export.
    """
    return {
        "profile": "tabular-data-package" if data.kind == ".csv" else "data-package",
        "$schema": DIALECT.format("datapackage"),
        "schema_version": shape.version,
        "version": shape.version + ".0",
        **(SAMPLE if invented else REAL),
        **({"created": utc_text(created)} if created else {}),
        "licenses": [SAMPLE_LICENCE if invented else LICENCE],
        "contributors": [
            {"title": f"Payband {VERSION}", "role": "wrangler", "roles": ["wrangler"]}
        ],
        **({"filters": filters.text, SEARCH_WORDS: filters.record} if filters else {}),
        **({"corrections": list(corrections)} if corrections else {}),
        "sources": [source_of(name) for name in sources],
        **({"completeness": completeness} if completeness else {}),
        "resources": [_resource(data, shape)],
    }


def _resource(data: DataFile, shape: Shape) -> dict[str, Any]:
    keys = [c.name for c in shape.columns if c.key]
    resource = {
        "profile": "tabular-data-resource" if data.kind == ".csv" else "data-resource",
        "$schema": DIALECT.format("dataresource"),
        "name": shape.title,
        "type": "table",
        "path": data.name,
        "format": data.kind.removeprefix("."),
        "mediatype": MEDIA_TYPES[data.kind],
        "encoding": "utf-8",
        "rows": data.rows,
        "bytes": data.size,
        "hash": f"sha256:{data.sha256}",
        "schema": {
            "$schema": DIALECT.format("tableschema"),
            "fields": [field_of(column) for column in shape.columns],
            "missingValues": [""],
            **({"primaryKey": keys} if keys else {}),
        },
    }
    if data.kind == ".csv":
        resource["description"] = NEUTRALISED
    return resource


def field_of(column: Column) -> dict[str, Any]:
    """Return a column as the specification has it: name, type, meaning, unit, constraints."""
    field: dict[str, Any] = {
        "name": column.name,
        "type": TYPES.get(column.type, "string"),
        "description": column.doc,
    }
    if column.unit:
        field["unit"] = column.unit
    constraints = _constraints(column)
    return field | ({"constraints": constraints} if constraints else {})


def _constraints(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.type is str and not column.optional:
        constraints["required"] = True
    if isinstance(column.type, type) and issubclass(column.type, StrEnum):
        constraints["enum"] = [str(word) for word in column.type]
    return constraints


def source_of(name: str) -> dict[str, str]:
    """Return a source as the specification has it, with credit owed and what may be published."""
    known = all_sources().get(name)
    if known is None:
        return {"title": name}
    owed = {"attribution": known.attribution} if known.attribution else {}
    may = known.publish.meaning
    return {"title": name, "path": known.terms, **owed, "may_be_published": may}
