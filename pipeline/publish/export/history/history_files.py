"""Write the history of a store: a Parquet file for each month, which readers find by its folder."""

import importlib.util
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Engine

from models.history_row import HistoryRow
from models.record import columns
from models.value_text import utc_text
from pipeline.errors import UsageError
from pipeline.publish.export.history.history_package import describe_history
from pipeline.publish.export.history.history_rows import COLUMNS, history_rows
from pipeline.publish.export.parquet import arrow_schema
from pipeline.publish.replace_together import replacing_together, writing_to
from pipeline.store.runs.bundled_sample import holds_sample
from pipeline.store.runs.runs import last_response

FILE = "postings.parquet"
GROUP_ROWS = 20_000
START, SOURCE = COLUMNS.index("valid_from"), COLUMNS.index("source")


def export_history(engine: Engine, folder: Path) -> int:
    """Write the history to `folder`/month=2026-10/postings.parquet and so on; return the rows.

    A row is in the month in which it begins (UTC). All files are replaced together or none;
    `folder`/datapackage.json describes them. The same store gives the same bytes. Raises
    UsageError where pyarrow is not installed or `folder` has another history, StoreError where the
    store cannot be read.
    """
    if importlib.util.find_spec("pyarrow") is None:
        raise UsageError("Parquet needs pyarrow: pip install 'payband[parquet]'")
    months = sorted({month_of(row) for row in history_rows(engine)})
    targets = [*(folder / f"month={month}" / FILE for month in months), folder / "datapackage.json"]
    _keep_apart(folder, targets)
    sources: set[str] = set()
    with replacing_together(targets) as files:
        writers = {m: MonthFile(f) for m, f in zip(months, files, strict=False)}
        with writing_to(folder):
            for row in history_rows(engine):
                writers[month_of(row)].add(row)
                sources.add(row[SOURCE])
            for writer in writers.values():
                writer.close()
            files[-1].write(_described(engine, writers, sources))
    return sum(writer.rows for writer in writers.values())


def month_of(row: tuple[Any, ...]) -> str:
    """Return the month in which a row begins, as 2026-10."""
    return utc_text(row[START])[:7]


class MonthFile:
    """The file of a month: rows are kept until they are a row group."""

    def __init__(self, file: BinaryIO) -> None:
        self.arrow: Any = importlib.import_module("pyarrow")
        self.schema = arrow_schema(columns(HistoryRow))
        self.file = file
        self.writer = importlib.import_module("pyarrow.parquet").ParquetWriter(file, self.schema)
        self.kept: list[tuple[Any, ...]] = []
        self.rows = 0

    def add(self, row: tuple[Any, ...]) -> None:
        """Add a row."""
        self.kept.append(row)
        if len(self.kept) == GROUP_ROWS:
            self._write()

    def close(self) -> None:
        """Write what is left, and the end of the file."""
        if self.kept:
            self._write()
        self.writer.close()

    def _write(self) -> None:
        cells = zip(*self.kept, strict=True)
        arrays = [self.arrow.array(c, f.type) for c, f in zip(cells, self.schema, strict=True)]
        self.writer.write_batch(self.arrow.record_batch(arrays, schema=self.schema))
        self.rows += len(self.kept)
        self.kept = []


def _described(engine: Engine, writers: Mapping[str, MonthFile], sources: set[str]) -> bytes:
    files = {month: (f"month={month}/{FILE}", writer.rows) for month, writer in writers.items()}
    invented = holds_sample(engine)
    about = describe_history(files, sources, created=last_response(engine), invented=invented)
    return json.dumps(about, indent=2, ensure_ascii=False).encode() + b"\n"


def _keep_apart(folder: Path, targets: Sequence[Path]) -> None:
    """Raise UsageError where the folder has a month that this history lacks: readers take all."""
    others = sorted(set(folder.glob(f"month=*/{FILE}")) - set(targets))
    if others:
        raise UsageError(
            f"{others[0]}: is of another history, and readers would take both for one; "
            "remove it, or give another folder"
        )
