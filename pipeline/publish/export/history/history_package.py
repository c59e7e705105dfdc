"""Describe the history of a store for programs: a Data Package, version 2, with a file a month."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from models.history_row import HistoryRow
from models.record import columns
from models.value_text import utc_text
from pipeline.publish.export.datapackage import (
    DIALECT,
    LICENCE,
    SAMPLE_LICENCE,
    SAMPLE_NOTICE,
    field_of,
    source_of,
)
from pipeline.version import VERSION

REAL = {
    "name": "payband-history",
    "title": "History of job postings, as posted; collected by Payband",
}
SAMPLE = {
    "name": "payband-sample-history",
    "title": "History of a sample of invented job postings",
    "description": SAMPLE_NOTICE,
    "keywords": ["sample", "invented data"],
}


def describe_history(
    files: Mapping[str, tuple[str, int]],
    sources: Collection[str],
    *,
    created: datetime | None = None,
    invented: bool = False,
) -> dict[str, Any]:
    """Return the description of a history. `files` has path and number of rows by month.

    `created` and `invented` are as in `datapackage.describe`.
    """
    return {
        "$schema": DIALECT.format("datapackage"),
        **(SAMPLE if invented else REAL),
        **({"created": utc_text(created)} if created else {}),
        "licenses": [SAMPLE_LICENCE if invented else LICENCE],
        "contributors": [
            {"title": f"Payband {VERSION}", "role": "wrangler", "roles": ["wrangler"]}
        ],
        "sources": [source_of(name) for name in sorted(sources)],
        "resources": [_resource(month, path, rows) for month, (path, rows) in files.items()],
    }


def _resource(month: str, path: str, rows: int) -> dict[str, Any]:
    return {
        "$schema": DIALECT.format("dataresource"),
        "name": f"history-{month}",
        "type": "table",
        "path": path,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "rows": rows,
        "schema": {
            "$schema": DIALECT.format("tableschema"),
            "fields": [field_of(column) for column in columns(HistoryRow)],
            "primaryKey": [column.name for column in columns(HistoryRow) if column.key],
        },
    }
