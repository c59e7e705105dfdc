"""Run Datasette over the views of a SQLite store, on this machine only."""

import importlib.util
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from subprocess import run
from typing import Any

from sqlalchemy import create_engine, inspect

from pipeline.browse.metadata import metadata
from pipeline.errors import UsageError

LOOPBACK = "127.0.0.1"
SETTINGS = (
    *("--setting", "default_allow_sql", "off"),
    *("--setting", "allow_download", "off"),
    *("--setting", "sql_time_limit_ms", "5000"),
    *("--setting", "facet_time_limit_ms", "2000"),
    *("--setting", "max_returned_rows", "1000"),
    *("--setting", "default_facet_size", "20"),
)


def browse(file: Path, port: int, *, invented: bool) -> int:
    """Serve a store at a port of the loopback address until it is interrupted; return the code.

    Raises UsageError where Datasette is not installed.
    """
    if importlib.util.find_spec("datasette") is None:
        raise UsageError("this needs Datasette: pip install 'payband[browse]'")
    with tempfile.TemporaryDirectory() as folder:
        about = Path(folder) / "metadata.json"
        about.write_text(json.dumps(_views_only(file, invented=invented)), encoding="utf-8")
        words = [sys.executable, "-m", "datasette", "serve", os.fspath(file)]
        words += ["--host", LOOPBACK, "--port", str(port), "--metadata", os.fspath(about)]
        try:
            return run([*words, *SETTINGS], check=False).returncode
        except KeyboardInterrupt:
            return 0


def _views_only(file: Path, *, invented: bool) -> Mapping[str, Any]:
    """Return the metadata; tables are denied: descriptions as posted may name people.

    SQL of the visitor's own would get past that, so SETTINGS allow the ready queries only.
    """
    engine = create_engine(f"sqlite:///{file}")
    tables = inspect(engine).get_table_names()
    engine.dispose()
    return metadata(file.stem, tables, invented=invented)
