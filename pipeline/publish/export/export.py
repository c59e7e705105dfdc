"""Export the postings of the store to one file, with a data package beside it."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Engine

from pipeline.few_sweeps import few_sweeps
from pipeline.filters.filters import NONE, Filters
from pipeline.publish.export.byte_sink import ByteSink
from pipeline.publish.export.cells import plain_text
from pipeline.publish.export.completeness import Completeness
from pipeline.publish.export.corrected_rows import fitting_corrections
from pipeline.publish.export.datapackage import SAMPLE_NOTICE, DataFile, describe, package_file
from pipeline.publish.export.formats import ending, write_rows
from pipeline.publish.export.rows import stored_postings
from pipeline.publish.export.shape import DEFAULT, Shape
from pipeline.publish.hashed_file import Hashed
from pipeline.publish.overwrite_check import keep_export
from pipeline.publish.replace_together import replacing_together, writing_to
from pipeline.store.runs.bundled_sample import holds_sample
from pipeline.store.runs.runs import last_response


def export(  # noqa: PLR0913  # where to, and what of the store
    engine: Engine,
    target: Path,
    *,
    shape: Shape = DEFAULT,
    excel: bool = False,
    everything: bool = False,
    filters: Filters = NONE,
    force: bool = False,
) -> int:
    """Write one row per job, or per posting, to `target`; return the number of rows.

    With `filters` only those that fit have a row.

    A job's row is that of its first posting, with the pay and the status of the job (`job_rows`).
    Where every posting has a row, each has its own values, and `duplicate_of` names the first.

    The ending of the name decides the format: CSV, JSON lines, Parquet or Excel. `excel` is for
    CSV (see `formats.write_rows`), `shape` has the columns. The same store gives the same bytes.
    `target`.datapackage.json describes each column and has the number of rows and the file's
    SHA-256. On an error both files stay unchanged. Raises PaybandError; HeldError where the
    store is empty and the existing file has rows, unless `force`.
    """
    ending(target)
    with replacing_together(export_files(target)) as files:
        count = write_export(
            engine,
            target,
            files,
            shape=shape,
            excel=excel,
            everything=everything,
            filters=filters,
        )
        if not count and not force:
            keep_export(target)
    return count


def stream_export(  # noqa: PLR0913  # where to, and what of the store
    engine: Engine,
    file: ByteSink,
    kind: str,
    *,
    shape: Shape = DEFAULT,
    excel: bool = False,
    everything: bool = False,
    filters: Filters = NONE,
) -> int:
    """Write the rows of an export to an open file, without a data package; return how many.

    `kind` is a result of `ending`. The bytes are those of `export`. Raises PaybandError.
    """
    stored = stored_postings(engine, shape.reads, filters, everything=everything)
    rows = shape.made(stored.decoded()) if shape.made else stored
    with few_sweeps():
        return write_rows(
            kind, file, shape.columns, rows, excel=excel, notes=_notes(engine, filters)
        )


def export_files(target: Path) -> list[Path]:
    """Return the paths of an export: the postings and the data package."""
    return [target, package_file(target)]


def write_export(  # noqa: PLR0913  # where to, and what of the store
    engine: Engine,
    target: Path,
    files: Sequence[BinaryIO],
    *,
    shape: Shape = DEFAULT,
    excel: bool = False,
    everything: bool = False,
    filters: Filters = NONE,
) -> int:
    """Write an export as `export` does, to the open `files` for the paths of `export_files`."""
    kind, known = ending(target), Completeness(shape.reads)
    stored = stored_postings(engine, (*shape.reads, "source"), filters, everything=everything)
    with writing_to(target), few_sweeps():
        hashed = Hashed(files[0])
        counted = known.counted(stored)
        rows = shape.made(counted.decoded()) if shape.made else counted
        notes = _notes(engine, filters)
        count = write_rows(kind, hashed, shape.columns, rows, excel=excel, notes=notes)
        data = DataFile(target.name, kind, count, hashed.size, hashed.digest.hexdigest())
        about = describe(
            data,
            sorted(known.rows),
            shape,
            created=last_response(engine),
            completeness={} if shape.made else known.shares(),
            invented=holds_sample(engine),
            corrections=_corrections(engine, filters),
            filters=filters,
        )
        files[1].write(json.dumps(about, indent=2, ensure_ascii=False).encode() + b"\n")
    return count


def _corrections(engine: Engine, filters: Filters) -> list[dict[str, str | bool]]:
    rows = fitting_corrections(engine, filters)
    return [{k: v if isinstance(v, bool) else plain_text(v) for k, v in r.items()} for r in rows]


def _notes(engine: Engine, filters: Filters) -> Iterator[str]:
    if holds_sample(engine):
        yield SAMPLE_NOTICE
    for row in _corrections(engine, filters):
        since = "; the posting has changed since" if row["outdated"] else ""
        yield f"Corrected by hand: {row['posting_id']} {row['field']}: {row['why']}{since}"
