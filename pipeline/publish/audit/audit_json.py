"""An audit as JSON: everything that the page shows, and every row found."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.publish.audit.audit import Audit
from pipeline.publish.audit.moves import NOT_OF_A_REPORT

VERSION = 1
"""Version of this form. Names are only added within one version."""


def audit_record(found: Audit) -> dict[str, Any]:
    """Return an audit as dictionaries and lists of plain values."""
    table = found.table
    return {
        "payband_audit": VERSION,
        "table": {
            "name": Path(table.table.name).name,
            "format": table.table.format,
            "shape": table.columns.shape,
            "rows": found.rows,
        },
        "columns": [
            {"column": use.column, "meaning": str(use.meaning), "words": use.words}
            for use in table.columns.uses
        ],
        "not_used": list(table.columns.left),
        "duplicates": asdict(found.repeats),
        "pay": _pay(found),
        "currencies": [asdict(kind) for kind in found.money],
        "mixed_countries": [asdict(country) for country in found.mixed],
        "missing": [
            {
                "source": source.source,
                "rows": source.rows,
                "missing": dict(zip(found.columns, source.missing, strict=True)),
            }
            for source in found.missing
        ],
        "medians_are": NOT_OF_A_REPORT,
        "medians": [{**asdict(move), "change": move.change} for move in found.moves],
        "day_or_month_first": asdict(table.reader.either_order),
        "issues": dict(found.issues.most_common()),
        "rules": found.rules,
    }


def _pay(found: Audit) -> dict[str, Any]:
    return {
        "stated": found.stated,
        "read": found.read,
        "flagged": found.statuses["flagged"],
        "not_understood": found.statuses["unparsed"],
        "kinds": [asdict(kind) for kind in found.kinds],
        "faults": [asdict(fault) for fault in found.faults],
        "suspects": [asdict(suspect) for suspect in found.suspects],
    }


def audit_text(found: Audit) -> str:
    """Return an audit as JSON text."""
    return json.dumps(audit_record(found), ensure_ascii=False, indent=1) + "\n"
