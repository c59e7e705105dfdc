"""Protect the store and files of the user from being overwritten by output files."""

from pathlib import Path

from pipeline.config import Settings
from pipeline.config_file import config_file
from pipeline.disk import keep_input
from pipeline.input_files import INPUT_FILES
from pipeline.store.db.database import sqlite_file


def keep_inputs(settings: Settings, *outputs: Path) -> None:
    """Raise UsageError where an output is the database, the configuration or a user's file."""
    own = (getattr(settings, name) for name in INPUT_FILES)
    for given in filter(None, (sqlite_file(settings.database_url), *own, config_file())):
        for output in outputs:
            keep_input(given, output)
