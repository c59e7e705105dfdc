"""The explanation of a row of a cleaned table, from what its file says alone."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from models.value_text import JOINER
from models.vocab import Flag
from pipeline.clean.employer.aliases import SHIPPED, Aliases
from pipeline.errors import InputError, PaybandError, UsageError
from pipeline.formula_guard import undo
from pipeline.publish.audit.faults import WORDS
from pipeline.publish.explain.standing import Standing, exported_standing
from pipeline.tables.reading.formats import open_table
from pipeline.tables.reading.table_file import table_file

STATED = (
    *("source", "source_key", "url", "company", "title", "location", "salary_text"),
    *("first_seen", "last_seen"),
)
"""The columns that repeat what the posting says."""

NO_REPORT = "not known: a report needs all columns, as CSV, JSON lines or Parquet"

Told = dict[str, Any]


def explained_row(file: Path, posting_id: str, aliases: Aliases = SHIPPED) -> Told:
    """Return the explanation of the row with that posting_id: what is stated, read and flagged.

    The file is any that `payband clean` or `export` writes. Raises InputError where no row has
    the id, UsageError for a table that has none.
    """
    found = {name: cell for name, cell in _row(file, posting_id).items() if cell}
    stands = _standing(file, found, aliases)
    return {
        "received": {name: found[name] for name in STATED if name in found},
        "posting": {name: cell for name, cell in found.items() if name not in STATED},
        "evidence": list(_flags(found)),
        "bands": [],
        "issues": [],
        "figures": asdict(stands) if stands else {},
        "in statistics": stands.why if stands else NO_REPORT,
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


def _standing(file: Path, row: Mapping[str, str], aliases: Aliases) -> Standing | None:
    """Return where a row stands by the rules of reports; None where they can't read the file."""
    try:
        found = exported_standing(file, row["posting_id"], aliases)
    except PaybandError:
        return None
    if twin := row.get("duplicate_of"):
        return replace(found, why=f"no: the job is counted as posting {twin}")
    return found
