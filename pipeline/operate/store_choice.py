"""Choose the database of a command: the live one, the sample's, or a named one.

This module does not load the settings, which takes as long as a short command's own work.
"""

from pathlib import Path

from pipeline.config_file import database_url_only
from pipeline.errors import NoStoreError, UsageError
from pipeline.store.db.database import sqlite_file
from pipeline.store.db.existing import check_there, has_run

SAMPLE_FOLDER = Path("data/sample")
SAMPLE_URL = f"sqlite:///{SAMPLE_FOLDER.as_posix()}/payband.db"


def chosen_url(live: str, *, sample: bool, database: str | None = None) -> tuple[str, str]:
    """Return the URL of the store to use, and a notice for the user (may be empty).

    This is the named `database`, or with `sample` the sample's. With neither, it is the sample's
    until a run has stored something in the `live` store, and then the live store. Raises
    UsageError for both at once, NoStoreError where there is no sample.
    """
    if database is not None:
        if sample:
            raise UsageError("--sample and --database exclude each other")
        return database, ""
    file = sqlite_file(SAMPLE_URL)
    there = file is not None and file.exists()
    if sample and not there:
        raise NoStoreError("there is no sample yet: `payband run --sample` makes it")
    if sample:
        return SAMPLE_URL, f"this is the bundled sample of invented postings ({file})"
    if there and not has_run(live):
        return SAMPLE_URL, (
            "no live run has stored anything yet: this is the bundled sample of invented "
            f"postings ({file})"
        )
    return live, ""


def stored_url(*, sample: bool, database: str | None) -> tuple[str, str]:
    """Return what `chosen_url` does, with the live store of the configuration.

    Other settings are not checked. Raises as `chosen_url` does, NoStoreError where the SQLite file
    of the store is missing, UsageError for a configuration without a usable URL.
    """
    live = database_url_only()
    if live is None:
        from pipeline.config import load_settings  # noqa: PLC0415  # it says what is wrong

        live = load_settings().database_url
    url, told = chosen_url(live, sample=sample, database=database)
    check_there(sqlite_file(url))
    return url, told
