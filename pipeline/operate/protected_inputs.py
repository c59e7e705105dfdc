"""Protect input files from being overwritten by output files."""

from pathlib import Path

from pipeline.config import Settings, config_file
from pipeline.disk import is_same_file
from pipeline.errors import UsageError
from pipeline.store.db.database import sqlite_file


def keep_input(given: Path, output: Path) -> None:
    """Raise UsageError where `output` is the same file as the input `given`."""
    if is_same_file(given, output):
        raise UsageError(f"{output}: is an input; name another file to write to")


def keep_inputs(settings: Settings, *outputs: Path) -> None:
    """Raise UsageError where an output is the database, a boards file or the configuration."""
    read = (sqlite_file(settings.database_url), settings.boards, settings.boards_add, config_file())
    for given in filter(None, read):
        for output in outputs:
            keep_input(given, output)
