"""Read the jobs of a report from a store, or from a file that `payband export` wrote."""

import csv
import importlib
import json
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Engine, func, select

from models.tables import posting_life
from pipeline.batches import batches
from pipeline.clean.employer.aliases import SHIPPED, Aliases
from pipeline.errors import PaybandError, UsageError
from pipeline.filters.filters import NONE, Filters
from pipeline.filters.in_frame import fitting
from pipeline.filters.joined import beyond
from pipeline.formula_guard import undo
from pipeline.publish.export.formats import ending
from pipeline.publish.export.rows import job_batches
from pipeline.publish.export.shape import ON_REQUEST
from pipeline.publish.export_description import description
from pipeline.publish.left_out import mark_left_out
from pipeline.publish.report.column_reader import BoolReader, TextReader, read_frame
from pipeline.publish.report.job_columns import EXPORTED, STORED, Source, readers, source_of
from pipeline.store.db.database import let_pages_go
from pipeline.store.postings.corrections import list_corrections

BATCH = 20_000
OWN = "posting_id"
"""The column that every export has, and no other table."""
YES = {"true": True, "false": False, "": None}

Rows = Iterator[Mapping[str, Any]]


def stored_jobs(engine: Engine, aliases: Aliases = SHIPPED, filters: Filters = NONE) -> Source:
    """Return the jobs of a store that fit, other postings of a job included. Raises StoreError."""
    return source_of(stored_rows(engine, filters=filters), aliases)


def stored_rows(
    engine: Engine,
    names: tuple[str, ...] = STORED,
    filters: Filters = NONE,
    *,
    ids: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Return the named columns of postings of a store, or of those `ids`. Raises StoreError.

    Jobs that a person left out are marked.
    """
    rows = read_frame(job_batches(engine, names, filters, ids=ids), readers(names))
    let_pages_go(engine)
    return mark_left_out(rows, (each.as_row() for each in list_corrections(engine)))


def newest_sighting(engine: Engine) -> pd.Timestamp | None:
    """Return the last sighting of any job of a store (UTC): a report's period ends that day."""
    with engine.connect() as connection:
        last = connection.execute(select(func.max(posting_life.c.last_seen))).scalar()
    return None if last is None else pd.Timestamp(last).tz_localize(None)


def exported_jobs(file: Path, aliases: Aliases = SHIPPED, filters: Filters = NONE) -> Source:
    """Return the jobs of an export that fit: CSV, JSON lines or Parquet, by the name's ending.

    A file of `payband export` has a row a job, so it gives the figures of the store that it was
    made from. Raises UsageError for another ending and for a city or an employer that no row has,
    PaybandError for a file that can't be read or lacks a column.
    """
    return source_of(fitting_rows(file, EXPORTED, filters), aliases)


def fitting_rows(file: Path, names: Sequence[str], filters: Filters) -> pd.DataFrame:
    """Return the named columns of the rows that fit; the file's own search words hold anyway."""
    asked = beyond(description(file).filters, filters)
    needed = [*names, *asked.words]
    rows = exported_rows(file, tuple(dict.fromkeys(needed)))
    return fitting(asked, rows).reset_index(drop=True) if asked else rows


def newest_exported(file: Path) -> pd.Timestamp | None:
    """Return when any posting of an export was last seen; None for one without sightings."""
    last = exported_rows(file, ("posting_id", "last_seen"))["last_seen"].max()
    return None if pd.isna(last) else last


def exported_rows(file: Path, names: tuple[str, ...] = EXPORTED) -> pd.DataFrame:
    """Return the named columns of an export, and raise as `exported_jobs` does.

    Jobs that a person left out are marked, as the data package beside it says. A column that an
    export has only on request (`ON_REQUEST`) is unknown where it is missing.
    """
    readers_of = {".csv": _csv_rows, ".jsonl": _json_rows, ".parquet": _parquet_rows}
    read = readers_of.get(ending(file))
    if read is None:
        raise UsageError(f"{file}: is no export that can be read: {', '.join(readers_of)}")
    try:
        rows = read_frame(_batches(read(file, names), names), readers(names))
    except KeyError as error:
        if error.args[0] == OWN:
            raise _no_export(file) from error
        raise PaybandError(f"{file}: there is no column {error.args[0]}") from error
    except UnicodeDecodeError as error:  # exports are in UTF-8
        raise _no_export(file) from error
    except (OSError, ValueError) as error:
        raise PaybandError(f"{file}: cannot be read as an export: {error}") from error
    return mark_left_out(rows, description(file).corrections)


def _no_export(file: Path) -> UsageError:
    with file.open("rb") as opened:
        resaved = OWN.encode() in opened.readline().strip(b'\xef\xbb\xbf"')
    why = "is an export that a spreadsheet saved anew" if resaved else "is no export of Payband"
    return UsageError(
        f"{file}: {why}: `payband clean {shlex.quote(str(file))} -o cleaned.csv` first"
    )


def _batches(
    rows: Iterable[Mapping[str, Any]], names: Sequence[str]
) -> Iterator[Sequence[Sequence[Any]]]:
    values = ([_value(row, name) for name in names] for row in rows)
    return batches(values, BATCH)


def _value(row: Mapping[str, Any], name: str) -> Any:
    return row.get(name) if name in ON_REQUEST else row[name]


def _csv_rows(file: Path, names: tuple[str, ...]) -> Rows:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        table = csv.DictReader(opened)
        if OWN not in (table.fieldnames or ()):
            raise KeyError(OWN)
        lacking = ON_REQUEST.difference(table.fieldnames or ())
        convert = _conversions(tuple(name for name in names if name not in lacking))
        for row in table:
            yield {name: read(row[name]) for name, read in convert.items()}


def _conversions(names: tuple[str, ...]) -> dict[str, Callable[[str], Any]]:
    """Return what makes a cell of a CSV the value that a store has, by column."""
    found: dict[str, Callable[[str], Any]] = {}
    for name, reader in readers(names).items():
        if isinstance(reader, TextReader):
            found[name] = undo
        elif isinstance(reader, BoolReader):
            found[name] = YES.__getitem__
        else:
            found[name] = lambda cell: cell or None
    return found


def _json_rows(file: Path, _names: tuple[str, ...]) -> Rows:
    with file.open(encoding="utf-8") as opened:
        yield from map(json.loads, opened)


def _parquet_rows(file: Path, _names: tuple[str, ...]) -> Rows:
    try:
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise UsageError("Parquet needs pyarrow: pip install 'payband[parquet]'") from None
    for batch in parquet.ParquetFile(file).iter_batches(BATCH):
        yield from batch.to_pylist()
