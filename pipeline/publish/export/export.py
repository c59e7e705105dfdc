"""Export the postings of the store to one file, with a data package beside it."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Engine

from models.posting import JobPosting
from models.record import columns
from pipeline.filters.filters import NONE, Filters
from pipeline.publish.export.datapackage import DataFile, describe
from pipeline.publish.export.formats import Row, ending, write_rows
from pipeline.publish.export.rows import COLUMNS, stream_jobs, stream_postings
from pipeline.publish.overwrite_check import keep_export
from pipeline.publish.replace_together import replacing_together, writing_to
from pipeline.store.runs.bundled_sample import holds_sample

SOURCE = COLUMNS.index("source")


def export(  # noqa: PLR0913  # where to, and what of the store
    engine: Engine,
    target: Path,
    *,
    excel: bool = False,
    everything: bool = False,
    filters: Filters = NONE,
    force: bool = False,
) -> int:
    """Write one row per job, or per posting, to `target`; return the number of rows.

    With `filters` only those that fit have a row.

    A job's row is that of its first posting, with the pay and the status of the job (`job_rows`).
    Where every posting has a row, each has its own values, and `duplicate_of` names the first.

    The ending of the name decides the format: CSV, JSON lines or Parquet. `excel` is for CSV (see
    `formats.write_rows`). The same store gives the same bytes. `target`.datapackage.json describes
    each column and has the number of rows and the file's SHA-256. On an error both files stay
    unchanged. Raises PaybandError; HeldError where the store is empty and the existing file has
    rows, unless `force`.
    """
    ending(target)
    with replacing_together(export_files(target)) as files:
        count = write_export(
            engine, target, files, excel=excel, everything=everything, filters=filters
        )
        if not count and not force:
            keep_export(target)
    return count


def export_files(target: Path) -> list[Path]:
    """Return the paths of an export: the postings and the data package."""
    return [target, target.with_name(target.name + ".datapackage.json")]


def write_export(  # noqa: PLR0913  # where to, and what of the store
    engine: Engine,
    target: Path,
    files: Sequence[BinaryIO],
    *,
    excel: bool = False,
    everything: bool = False,
    filters: Filters = NONE,
) -> int:
    """Write an export as `export` does, to the open `files` for the paths of `export_files`."""
    kind, met = ending(target), Counter[str]()
    stream = stream_postings if everything else stream_jobs
    with writing_to(target):
        hashed = Hashed(files[0])
        rows = _counted(stream(engine, filters=filters), met)
        count = write_rows(kind, hashed, columns(JobPosting), rows, excel=excel)
        data = DataFile(target.name, kind, count, hashed.size, hashed.digest.hexdigest())
        about = describe(data, sorted(met), invented=holds_sample(engine), filters=filters.text)
        files[1].write(json.dumps(about, indent=2, ensure_ascii=False).encode() + b"\n")
    return count


def _counted(rows: Iterable[Row], met: Counter[str]) -> Iterator[Row]:
    for row in rows:
        met[row[SOURCE]] += 1
        yield row


class Hashed:
    """A file that computes the size and SHA-256 of its content as it is written."""

    closed = False

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.size = 0
        self.digest = hashlib.sha256()

    def write(self, data: Any) -> int:
        """Write bytes."""
        content = memoryview(data)
        self.digest.update(content)
        self.size += content.nbytes
        return self.file.write(content)

    def flush(self) -> None:
        """Flush the buffer."""
        self.file.flush()

    def tell(self) -> int:
        """Return how many bytes were written."""
        return self.size
