"""JSON Schemas of what programs read: a line of the export, and the salary feed.

`python -m tools.schemas` writes them to docs/schemas/, from the declarations.
"""

import json
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from models.posting import JobPosting
from models.record import Column, columns
from pipeline.atomic import replacing
from pipeline.figures import comparisons, disclosure, elsewhere, growth, skill_premium, time_open
from pipeline.figures.cell import Cell
from pipeline.figures.histogram import Histogram
from pipeline.figures.offer import OfferCell
from pipeline.figures.population import KEPT_APART, LEFT_OUT, NO_PAY
from pipeline.figures.skill_premium import STEPS
from pipeline.filters.filters import Filters
from pipeline.publish.deprecation import POSTINGS, SALARIES, Deprecated
from pipeline.publish.export.shape import ON_REQUEST
from pipeline.publish.report.file_hashes import FILES
from pipeline.publish.report.revision import Revision
from pipeline.publish.report.salary_feed import CORRECTED, FORMAT

FOLDER = Path("docs/schemas")
DIALECT = "https://json-schema.org/draft/2020-12/schema"
TYPES: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Decimal: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}
DTYPES = {
    "str": str, "float64": float, "int64": int, "Int64": int, "bool": bool, "boolean": bool,
}  # fmt: skip
WIDEST = {
    "employer": "str", "name": "str", "jobs": "int64", "median_width": "float64",
    "widest": "float64", "share_over_half": "float64",
}  # fmt: skip
FRAMES = {
    "comparisons": comparisons.DTYPES,
    "disclosure": disclosure.DTYPES,
    "widest_ranges": WIDEST,
    "skill_premiums": skill_premium.DTYPES,
    "elsewhere": {"place": "str", **elsewhere.DTYPES},
    "growth": growth.DTYPES,
    "time_open": time_open.DTYPES,
}
ID = {"type": "string", "description": "Names the figure in every report."}
NUMBERS = {"type": "array", "items": {"type": "number"}}
INSTANT = {"type": ["string", "null"], "format": "date-time"}
DAY = {"type": ["string", "null"], "format": "date"}
COUNT = {"type": "integer", "minimum": 0}
MAYBE = {"type": ["integer", "null"], "minimum": 0}
HIDDEN = "Why jobs_with_pay is null: `<5` or `<3 employers`. With it the counts that would tell it."
TEXT = {"type": "string"}
OPTIONAL = ("notice", "filters", "compared_with", "revisions", "files_sha256", "made_of")
SHA256 = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def schemas() -> dict[str, dict[str, Any]]:
    """Return each schema by the name of its file."""
    return {"postings.schema.json": postings_schema(), "salaries.schema.json": salaries_schema()}


def postings_schema() -> dict[str, Any]:
    """Return the schema of a line of postings.jsonl."""
    about = f"A line of Payband's export as JSON lines, version {POSTINGS}"
    fields = {each.name: _column(each) for each in columns(JobPosting)}
    return {"$schema": DIALECT, "title": about, **_object(fields, optional=tuple(ON_REQUEST))}


def salaries_schema() -> dict[str, Any]:
    """Return the schema of salaries.json, the salary feed."""
    cells = {"type": "array", "items": {"$ref": "#/$defs/cell"}}
    tables = {
        **dict.fromkeys(("pay", "workplaces", "interns", "contracts", "usd"), cells),
        "histograms": _list(_object({"id": ID, **_fields(Histogram, NUMBERS)})),
        "offers": _list(_object({"id": ID, **_offer()})),
        **{name: _list(_frame(dtypes)) for name, dtypes in FRAMES.items()},
    }
    return {
        "$schema": DIALECT,
        "title": f"Payband's salary feed, version {SALARIES}",
        **_object(_head() | {"figures": _object(tables)}, optional=OPTIONAL),
        "$defs": {"cell": _record(Cell)},
    }


def _filters() -> dict[str, Any]:
    """Return the search words that chose the jobs of a feed."""
    given = {each.name: _list(TEXT) for each in fields(Filters)}
    return given | {"since": DAY, "min_pay": TEXT}


def _head() -> dict[str, Any]:
    """Return the fields of the feed beside its figures."""
    span = _object({"first": DAY, "last": DAY})
    return {
        "format": {"const": FORMAT},
        "schema_version": {"const": SALARIES},
        "notice": TEXT,
        "invented": {"type": "boolean"},
        "filters": _object(_filters(), optional=tuple(_filters())),
        "period": _object({"since": DAY, "until": DAY}),
        "made_on": DAY,
        "collected": _object({"first": INSTANT, "last": INSTANT}),
        "posted": span,
        "made_by": _object(
            {"payband": TEXT, "policy": TEXT, "rules": _list(TEXT), "newest_rate": TEXT}
        ),
        "inputs_sha256": SHA256,
        "files_sha256": _object(dict.fromkeys(FILES, SHA256)),
        "made_of": _object({"file": TEXT, "sha256": SHA256}),
        "population": _population(),
        "sources": _list(_object({"name": TEXT, "postings": COUNT})),
        "summary": _summary(),
        "corrections": _list(_object(dict.fromkeys(CORRECTED, TEXT))),
        "compared_with": _object(
            {"since": DAY, "until": DAY, "made_on": DAY, "inputs_sha256": SHA256}
        ),
        "revisions": _list(_revision()),
        "deprecated": _list(_record(Deprecated)),
    }


def _summary() -> dict[str, Any]:
    text_or_none = {"type": ["integer", "null"]}
    return _object(
        {
            "vanished_premiums": _object(dict.fromkeys(list(STEPS)[1:], COUNT)),
            "growth": _object({"why_not": TEXT}),
            "time_open": _object(
                {
                    "jobs": COUNT,
                    "closed": COUNT,
                    "first_day": text_or_none,
                    "median_days": text_or_none,
                    "why_not": TEXT,
                }
            ),
            "usd": TEXT,
        }
    )


def _population() -> dict[str, Any]:
    groups = {"left_out": LEFT_OUT, "kept_apart": KEPT_APART, "without_pay": NO_PAY}
    return _object(
        {
            **dict.fromkeys(("postings", "jobs"), COUNT),
            "jobs_with_pay": MAYBE,
            "label_with_pay": TEXT | {"description": HIDDEN},
            "pay_of_another_posting": MAYBE,
            **{
                group: _object({name: kind | {"description": w} for name, w in words.items()})
                for (group, words), kind in zip(groups.items(), (COUNT, COUNT, MAYBE), strict=True)
            },
            "flags": {"type": "object", "additionalProperties": COUNT},
        }
    )


def _revision() -> dict[str, Any]:
    kinds: dict[Any, dict[str, Any]] = {int | None: _or_none(COUNT), str: TEXT}
    amount = {"type": ["number", "null"]}
    return _object({each.name: kinds.get(each.type, amount) for each in fields(Revision)})


def _offer() -> dict[str, Any]:
    plain = _fields(OfferCell, {"type": "number"})
    lists = dict.fromkeys(("lows", "middles", "highs", "errors"), NUMBERS)
    counts = dict.fromkeys(("jobs", "employers"), COUNT)
    return plain | lists | counts | {"currency": TEXT, "exact": {"type": "boolean"}, "id": ID}


def _fields(record: type, kind: dict[str, Any]) -> dict[str, Any]:
    return dict.fromkeys(record.__dataclass_fields__, kind)  # type: ignore[attr-defined]


def _frame(dtypes: dict[str, str]) -> dict[str, Any]:
    fields = {name: _or_none(TYPES[DTYPES[dtype]]) for name, dtype in dtypes.items()}
    return _object({"id": ID, **fields})


def _record(record: type) -> dict[str, Any]:
    if record is Deprecated:
        return _object(_fields(record, TEXT))
    return _object({each.name: _column(each) for each in columns(record)})


def _column(column: Column) -> dict[str, Any]:
    kind = column.type
    words = isinstance(kind, type) and issubclass(kind, StrEnum)
    schema = {"enum": [str(word) for word in kind]} if words else dict(TYPES.get(kind, TEXT))
    if column.optional:
        schema = _or_none(schema)
    unit = f" Unit: {column.unit}." if column.unit else ""
    return {**schema, "description": column.doc + unit}


def _or_none(schema: dict[str, Any]) -> dict[str, Any]:
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    return {**schema, "type": [schema["type"], "null"]}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _object(fields: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return an object that has all `fields` but the optional ones, and no others."""
    return {
        "type": "object",
        "properties": fields,
        "required": [name for name in fields if name not in optional],
        "additionalProperties": False,
    }


def text(schema: dict[str, Any]) -> str:
    """Return a schema as the file has it."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Write the schemas."""
    for name, schema in schemas().items():
        with replacing(FOLDER / name) as file:
            file.write(text(schema).encode())


if __name__ == "__main__":
    main()
