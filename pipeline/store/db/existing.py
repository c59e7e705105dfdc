"""Open an existing store for reading; never create one."""

from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, inspect, select
from sqlalchemy.exc import DatabaseError

from models.tables import run
from pipeline.errors import NoStoreError
from pipeline.store.db.database import (
    address,
    connect,
    open_store,
    schema_of,
    sqlite_file,
    unusable,
)


def open_existing(url: str) -> Engine:
    """Return an engine as `open_store` does, but only for a store that exists.

    Raises NoStoreError where there is no database at `url`, or none of Payband. Then nothing is
    created or changed.
    """
    engine = _looking(url)
    try:
        with engine.connect() as connection:
            ours = schema_of(connection).revision is not None
    except DatabaseError as error:
        raise unusable(connect(url), error) from error
    finally:
        engine.dispose()
    if not ours:
        words = "has no tables of Payband: `payband run` makes them"
        raise NoStoreError(f"the database {address(connect(url))} {words}")
    return open_store(url)


def connect_existing(url: str) -> Engine:
    """Return an engine as `connect` does. Raises NoStoreError where the SQLite file is missing."""
    check_there(sqlite_file(url))
    return connect(url)


def check_there(file: Path | None) -> None:
    """Raise NoStoreError where a SQLite file is missing; None stands for another database."""
    if file is not None and not file.exists():
        raise NoStoreError(
            f"there is no database {file}; is the path right? `payband run` makes the one in "
            "database_url, `payband run --sample` a sample to try"
        )


def has_run(url: str) -> bool:
    """Return whether the store has a run; True for a database that cannot be read."""
    file = sqlite_file(url)
    if file is not None and not file.exists():
        return False
    engine = _looking(url)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table(run.name):
                return False
            return connection.execute(select(run.c.run_id).limit(1)).first() is not None
    except DatabaseError:
        return True
    finally:
        engine.dispose()


def _looking(url: str) -> Engine:
    """Return a read-only engine: `connect` would set the journal mode of a SQLite file."""
    file = sqlite_file(url)
    check_there(file)
    if file is None:
        return connect(url)
    return create_engine(f"sqlite:///file:{quote(str(file))}?mode=ro&uri=true")
