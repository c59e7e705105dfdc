"""Choose the store of a command: the live one, the sample's, or a named one."""

from pipeline.config import Settings, load_settings
from pipeline.operate.sample import sample_settings
from pipeline.operate.store_choice import chosen_url
from pipeline.store.db.database import sqlite_file
from pipeline.store.db.existing import check_there


def choose_store(*, sample: bool = False, database: str | None = None) -> tuple[Settings, str]:
    """Return the settings of the store to use, and a notice for the user (may be empty).

    This is the named `database`, or with `sample` the sample's. With neither, it is the sample's
    until a run has stored something in the live store, and then the live store. Raises UsageError
    for both at once, NoStoreError where there is no sample.
    """
    if database is not None:
        chosen_url("", sample=sample, database=database)
        return load_settings(database_url=database), ""
    live = load_settings()
    _url, told = chosen_url(live.database_url, sample=sample)
    return (sample_settings(live) if told else live), told


def check_made(settings: Settings) -> None:
    """Raise NoStoreError where the SQLite file of the store is missing."""
    check_there(sqlite_file(settings.database_url))
