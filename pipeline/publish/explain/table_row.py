"""The explanation of a row of a cleaned table, from what its file says alone."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from models.value_text import JOINER
from models.vocab import Flag
from pipeline.errors import InputError, UsageError
from pipeline.formula_guard import undo
from pipeline.publish.audit.faults import WORDS
from pipeline.tables.reading.formats import open_table
from pipeline.tables.reading.table_file import table_file

STATED = (
    *("source", "source_key", "url", "company", "title", "location", "salary_text"),
    *("first_seen", "last_seen"),
)
"""The columns that repeat what the posting says."""

Told = dict[str, Any]


def explained_row(file: Path, posting_id: str) -> Told:
    """Return the explanation of the row with that posting_id: what is stated, read and flagged.

    The file is any that `payband clean` or `export` writes. Raises InputError where no row has
    the id, UsageError for a table that has none.
    """
    found = {name: cell for name, cell in _row(file, posting_id).items() if cell}
    return {
        "received": {name: found[name] for name in STATED if name in found},
        "posting": {name: cell for name, cell in found.items() if name not in STATED},
        "evidence": list(_flags(found)),
        "bands": [],
        "issues": [],
        "in statistics": _standing(found),
        "invented": False,
    }


def _row(file: Path, posting_id: str) -> Mapping[str, str]:
    with table_file(file) as opened:
        table = open_table(opened)
        if "posting_id" not in table.columns:
            raise UsageError(f"{file}: has no posting_id: it is no table of `payband clean`")
        at = table.columns.index("posting_id")
        for row in table.rows():
            if row[at] == posting_id:
                return {name: undo(cell) for name, cell in zip(table.columns, row, strict=True)}
    raise InputError(f"no such id: {file} has no posting {posting_id}")


def _flags(row: Mapping[str, str]) -> Iterator[Told]:
    text = row.get("salary_text", "")
    for flag in filter(None, row.get("flags", "").split(JOINER)):
        why = WORDS[Flag(flag)] if flag in list(Flag) else ""
        yield {"stage": "pay", "field": "flags", "read from": text, "rule": f"{flag}: {why}"}


def _standing(row: Mapping[str, str]) -> str:
    """Return whether a report would count this pay, or why not."""
    status = row.get("salary_status", "")
    if twin := row.get("duplicate_of"):
        return f"no: it is a posting of the job {twin}"
    if status != "ok":
        return f"no: pay is {status or 'not in the file'}"
    one_end = not row.get("annual_mid")
    return "no: the pay has one end only, or its period is not known" if one_end else "yes"
