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

OWN, KEY = "posting_id", "source_key"
STATED = (
    *("source", "source_key", "url", "company", "title", "location", "salary_text"),
    *("first_seen", "last_seen"),
)
"""The columns that repeat what the posting says."""

NO_REPORT = "not known: a report needs all columns, as CSV, JSON lines or Parquet"

Told = dict[str, Any]


def explained_row(file: Path, key: str, aliases: Aliases = SHIPPED) -> Told:
    """Return the explanation of a row: what is stated, read and flagged.

    `key` is its posting_id, or its source_key, which is the id that its own table had. The file is
    any that `payband clean` or `export` writes. Raises InputError where no row has the id,
    UsageError where it is the source_key of several postings, and for a table without posting_id.
    """
    found = {name: cell for name, cell in _row(file, key).items() if cell}
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


def _row(file: Path, key: str) -> Mapping[str, str]:
    by_key: dict[str, Mapping[str, str]] = {}
    for row in _rows(file):
        if row[OWN] == key.lower():
            return row
        if row.get(KEY) == key:
            by_key.setdefault(row[OWN], row)
    if len(by_key) > 1:
        listed = ", ".join(f"{own} ({row.get('source', '')})" for own, row in by_key.items())
        raise UsageError(f"{key} is the source_key of several postings of {file}: {listed}")
    if not by_key:
        raise InputError(f"no such id: {file} has no posting {key}, by posting_id or source_key")
    return next(iter(by_key.values()))


def _rows(file: Path) -> Iterator[Mapping[str, str]]:
    with table_file(file) as opened:
        table = open_table(opened)
        if OWN not in table.columns:
            raise UsageError(f"{file}: has no posting_id: it is no table of `payband clean`")
        for row in table.rows():
            yield {name: undo(cell) for name, cell in zip(table.columns, row, strict=True)}


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
