"""Write the history of a store: a Parquet file for each month, which readers find by its folder."""

import importlib.util
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Engine

from models.history_row import HistoryRow
from models.record import columns
from models.value_text import utc_text
from pipeline.errors import UsageError
from pipeline.publish.export.history_rows import COLUMNS, history_rows
from pipeline.publish.export.parquet import arrow_schema
from pipeline.publish.replace_together import replacing_together, writing_to
from pipeline.version import VERSION

FILE = "postings.parquet"
GROUP_ROWS = 20_000
START = COLUMNS.index("valid_from")


def export_history(engine: Engine, folder: Path) -> int:
    """Write the history to `folder`/month=2026-10/postings.parquet and so on; return the rows.

    A row is in the month in which it begins (UTC). All files are replaced together or none;
    `folder`/datapackage.json describes them. The same store gives the same bytes. Raises
    UsageError where pyarrow is not installed, StoreError where the store cannot be read.
    """
    if importlib.util.find_spec("pyarrow") is None:
        raise UsageError("Parquet needs pyarrow: pip install 'payband[parquet]'")
    months = sorted({month_of(row) for row in history_rows(engine)})
    targets = [*(folder / f"month={month}" / FILE for month in months), folder / "datapackage.json"]
    with replacing_together(targets) as files:
        writers = {m: MonthFile(f) for m, f in zip(months, files, strict=False)}
        with writing_to(folder):
            for row in history_rows(engine):
                writers[month_of(row)].add(row)
            for writer in writers.values():
                writer.close()
            files[-1].write(_described(writers))
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


def _described(writers: Mapping[str, MonthFile]) -> bytes:
    about = {
        "name": "payband-history",
        "title": "History of job postings, as posted; collected by Payband",
        "contributors": [
            {"title": f"Payband {VERSION}", "role": "wrangler", "roles": ["wrangler"]}
        ],
        "resources": [
            {
                "name": f"history-{month}",
                "path": f"month={month}/{FILE}",
                "format": "parquet",
                "rows": writer.rows,
                "schema": {
                    "fields": [{"name": c.name, "description": c.doc} for c in columns(HistoryRow)]
                },
            }
            for month, writer in writers.items()
        ],
    }
    return json.dumps(about, indent=2, ensure_ascii=False).encode() + b"\n"
