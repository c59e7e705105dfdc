"""Open the database (SQLite or PostgreSQL) and upgrade its schema to the newest."""

import os
import sqlite3
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, column, create_engine, event, inspect, select, table
from sqlalchemy.exc import DatabaseError, DBAPIError, NoSuchModuleError, OperationalError

from pipeline.caches import cached_file
from pipeline.database_url import hide, shown
from pipeline.disk import free
from pipeline.errors import StoreError
from pipeline.store.db.insert import let_copy
from pipeline.store.db.keepalive import keepalive_options
from pipeline.store.db.retry import is_full, is_taken, retry
from pipeline.store.db.url import no_driver, read_url
from pipeline.store.db.writing import BUSY, writing

if TYPE_CHECKING:
    from alembic.config import Config

# synchronous=FULL: with WAL, a committed page survives power loss (sqlite.org/pragma.html).
# Ids are hashes, so new postings touch pages all over the indexes: 32 MB of pages stay in memory.
# A checkpoint runs after 32 MB of log, not after each batch (bench/store.py).
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA wal_autocheckpoint=8000",
    "PRAGMA cache_size=-32768",
)
PATIENCE = 300.0  # seconds; a restart of PostgreSQL takes one, a failover about sixty
MIGRATIONS = files("models") / "migrations"
REVISION = table("alembic_version", column("version_num"))
_UPGRADE_KEY = 0x7061_7962_7570  # `paybup`: the advisory lock for a schema upgrade


def open_store(url: str, patience: float = PATIENCE) -> Engine:
    """Return an engine for `url` with the schema upgraded to the newest.

    `patience` is for how many seconds what is done with it waits for a database that is away.
    Raises UsageError for an invalid URL, StoreError for a database that cannot be used.
    """
    engine = connect(url, patience)
    try:
        _upgrade_or_let_go(engine)
    except (DatabaseError, OperationalError, OSError) as error:
        raise unusable(engine, error) from error
    return engine


def max_wait_of(engine: Engine) -> float:
    """Return how many seconds users of an engine wait for a database that does not answer."""
    return float(engine.get_execution_options().get("payband_patience", PATIENCE))


def address(engine: Engine) -> str:
    """Return the URL of an engine without secrets, for messages."""
    return shown(str(engine.url))


def unusable(engine: Engine, error: Exception) -> StoreError:
    """Return a StoreError with a plain message, without the rows of a statement.

    Where the disk is full, the message has the free bytes. Where our tables cannot be made, it
    says what to do.
    """
    cause = getattr(error, "orig", None) or error
    file = sqlite_file(str(engine.url))
    full = isinstance(error, DBAPIError) and is_full(error)
    more = f"; {free(file)} bytes free" if file and full else ""
    if is_taken(error):
        more = "; it holds tables of another program: set database_url to a database for Payband"
    words = f"the database {address(engine)} can't be used: {cause}{more}"
    return StoreError(without_secrets(engine, words))


def without_secrets(engine: Engine, text: str) -> str:
    """Return a text, such as a driver's error, without the secrets of an engine's URL."""
    return hide(text, engine.url.render_as_string(hide_password=False))


@dataclass(frozen=True, slots=True)
class Schema:
    """The revision of a schema (None where there is none), the newest, and whether we know it."""

    revision: str | None
    newest: str
    known: bool

    @property
    def at_head(self) -> bool:
        """Whether the schema is the newest."""
        return self.revision == self.newest

    def __str__(self) -> str:
        later = "" if self.known else ", made by a newer Payband"
        return f"revision {self.revision or 'none'}{later}; ours is {self.newest}"


def schema_of(connection: Connection) -> Schema:
    """Return which schema a database has; change nothing."""
    there = inspect(connection).has_table(REVISION.name)
    found = connection.execute(select(REVISION.c.version_num)).scalar() if there else None
    known = revisions()
    return Schema(found, known[-1], found is None or found in known)


@cached_file
def revisions() -> tuple[str, ...]:
    """Return the revisions that our migrations make, the oldest first, by the files' names.

    Most commands find the newest schema, and then need no Alembic, which takes long to load.
    """
    names = (file.name for file in (MIGRATIONS / "versions").iterdir())
    return tuple(sorted(name.partition("_")[0] for name in names if name[:1].isdecimal()))


def migrations(connection: Connection) -> "Config":
    """Return Alembic's configuration of our migrations, to run in the connection's transaction."""
    from alembic.config import Config  # noqa: PLC0415  # a third of a second

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def sqlite_file(url: str) -> Path | None:
    """Return the file of a SQLite database; None for one in memory and for other databases.

    Raises UsageError for an invalid URL.
    """
    parts = read_url(url)
    if parts.get_backend_name() != "sqlite" or parts.database in (None, "", ":memory:"):
        return None
    return Path(parts.database or "")


def connect(url: str, patience: float = PATIENCE) -> Engine:
    """Return an engine for `url` without a schema upgrade; a new SQLite file has mode 600.

    Raises UsageError for an invalid URL, StoreError where the file cannot be made.
    """
    parsed = read_url(url)
    file = sqlite_file(url)
    real = None if file is None else os.path.realpath(file)
    options = {"payband_patience": patience, "payband_file": real}
    try:
        engine = create_engine(
            parsed, execution_options=options, connect_args=_connect_options(parsed, url)
        )
        if file is not None and not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch(0o600)  # postings may name recruiters; SQLite gives its log the same mode
    except (NoSuchModuleError, ModuleNotFoundError):
        raise no_driver(parsed) from None
    except OSError as error:
        raise StoreError(f"the database can't be made: {error}") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_prepare, min(patience, BUSY)))
        event.listen(engine, "begin", _begin)
    else:
        let_copy(engine)
    return engine


def let_pages_go(engine: Engine) -> None:
    """Give back what SQLite keeps in memory of its file, 32 MB at most, after much was read."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA shrink_memory")


def _connect_options(parsed: URL, url: str) -> dict[str, int]:
    return keepalive_options(url) if parsed.get_backend_name() == "postgresql" else {}


def _prepare(busy: float, connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # `_begin` starts transactions
    for pragma in (f"PRAGMA busy_timeout={int(1000 * busy)}", *PRAGMAS):
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    """Begin a transaction. Only `writing` may write; it takes SQLite's write lock at once."""
    writes = connection.get_execution_options().get("payband_writes")
    connection.connection.cursor().execute(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _upgrade_or_let_go(engine: Engine) -> None:
    try:
        if _is_old(engine):
            retry(partial(_upgrade, engine), max_wait_of(engine))
    except BaseException:
        engine.dispose()
        raise


def _is_old(engine: Engine) -> bool:
    """Return whether the schema needs an upgrade; raise StoreError for an unknown schema."""
    with engine.connect() as connection:
        schema = schema_of(connection)
    if not schema.known:
        words = "upgrade Payband, or restore a backup made before"
        raise StoreError(f"the database {address(engine)} is at {schema}: {words}")
    return not schema.at_head


def _upgrade(engine: Engine) -> None:
    """Upgrade the schema in one transaction, unless another process did so meanwhile."""
    from alembic import command  # noqa: PLC0415  # a third of a second

    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_UPGRADE_KEY})")
        command.upgrade(migrations(connection), "head")
