"""Open the database: SQLite by default, PostgreSQL by URL; its schema is always the newest."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError

from pipeline.errors import StoreError, UsageError

# synchronous=FULL: with WAL, a committed page survives power loss (sqlite.org/pragma.html).
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA busy_timeout=30000",
    "PRAGMA foreign_keys=ON",
)


def open_store(url: str) -> Engine:
    """Return an engine for `url` with the schema upgraded to the newest.

    Raises UsageError for a URL nothing understands, StoreError for a database that can't be used.
    """
    engine = _engine(url)
    try:
        _upgrade_or_let_go(engine)
    except (DatabaseError, OperationalError, OSError) as error:
        cause = getattr(error, "orig", None) or error
        raise StoreError(f"the database {shown(engine)} can't be used: {cause}") from error
    except CommandError as error:
        raise StoreError(
            f"the database {shown(engine)} was made by a newer Payband: {error}"
        ) from error
    return engine


def shown(engine: Engine) -> str:
    """Return the URL of an engine without its password."""
    return engine.url.render_as_string(hide_password=True)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Yield a connection in one write transaction, committed at the end.

    In SQLite it takes the write lock at once, so that two writers wait instead of failing.
    """
    options = {"payband_writes": True}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite" and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise UsageError(f"database_url: {error}") from None
    except OSError as error:
        raise StoreError(f"the database's folder can't be made: {error}") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say, below
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("payband_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _upgrade_or_let_go(engine: Engine) -> None:
    try:
        _upgrade(engine)
    except BaseException:
        engine.dispose()
        raise


def _upgrade(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(files("models") / "migrations"))
    head = ScriptDirectory.from_config(config).get_current_head()
    with engine.connect() as connection:
        if MigrationContext.configure(connection).get_current_revision() == head:
            return
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
