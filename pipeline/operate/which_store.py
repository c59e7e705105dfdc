"""Choose the store of a command: the live one, the sample's, or a named one."""

from pipeline.config import Settings, load_settings
from pipeline.errors import NoStoreError, UsageError
from pipeline.operate.sample import sample_settings
from pipeline.store.db.database import sqlite_file
from pipeline.store.db.existing import check_there, has_run


def choose_store(*, sample: bool = False, database: str | None = None) -> tuple[Settings, str]:
    """Return the settings of the store to use, and a notice for the user (may be empty).

    This is the named `database`, or with `sample` the sample's. With neither, it is the sample's
    until a run has stored something in the live store, and then the live store. Raises UsageError
    for both at once, NoStoreError where there is no sample.
    """
    if database is not None:
        if sample:
            raise UsageError("--sample and --database exclude each other")
        return load_settings(database_url=database), ""
    live = load_settings()
    own = sample_settings(live)
    file = sqlite_file(own.database_url)
    there = file is not None and file.exists()
    if sample and not there:
        raise NoStoreError("there is no sample yet: `payband run --sample` makes it")
    if sample:
        return own, f"this is the bundled sample of invented postings ({file})"
    if there and not has_run(live.database_url):
        return own, (
            "no live run has stored anything yet: this is the bundled sample of invented "
            f"postings ({file})"
        )
    return live, ""


def check_made(settings: Settings) -> None:
    """Raise NoStoreError where the SQLite file of the store is missing."""
    check_there(sqlite_file(settings.database_url))
