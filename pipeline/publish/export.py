"""Export the postings of the store to one file, with its description beside it."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Engine

from models.posting import JobPosting
from models.record import columns
from pipeline.publish.atomic import replacing
from pipeline.publish.datapackage import DataFile, describe
from pipeline.publish.formats import Row, ending, write_rows
from pipeline.publish.rows import COLUMNS, stream_jobs, stream_postings

SOURCE = COLUMNS.index("source")


def export(engine: Engine, target: Path, *, excel: bool = False, everything: bool = False) -> int:
    """Write a row for each job to `target`, or for every posting; return how many.

    A job's row is its first posting's, with the pay and the life of the job (`job_rows`); where
    every posting has a row, each is as it is, and names the first in `duplicate_of`.

    The name's ending says what is written: CSV, JSON lines or Parquet; `excel` is for CSV (see
    `formats.write_rows`). The same store gives the same bytes. `target`.datapackage.json beside
    it says what each column holds, how many rows there are, and the file's SHA-256. Both files
    are in place whole, or stay as they were. Raises PaybandError.
    """
    kind = ending(target)
    about = target.with_name(target.name + ".datapackage.json")
    met: Counter[str] = Counter()
    stream = stream_postings if everything else stream_jobs
    with replacing(target) as file, replacing(about) as description:
        hashed = Hashed(file)
        rows = _counted(stream(engine), met)
        count = write_rows(kind, hashed, columns(JobPosting), rows, excel=excel)
        data = DataFile(target.name, kind, count, hashed.size, hashed.digest.hexdigest())
        text = json.dumps(describe(data, sorted(met)), indent=2, ensure_ascii=False)
        description.write(text.encode() + b"\n")
    return count


def _counted(rows: Iterable[Row], met: Counter[str]) -> Iterator[Row]:
    for row in rows:
        met[row[SOURCE]] += 1
        yield row


class Hashed:
    """A file that knows the size and SHA-256 of what was written to it."""

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
        """Hand on what is buffered."""
        self.file.flush()

    def tell(self) -> int:
        """Return how many bytes were written."""
        return self.size
