"""One run at a time on one store. A holder that dies lets go at once."""

import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import URL, Connection, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from models.types import utc_text
from pipeline.errors import AlreadyRunningError, StoreError

_KEY = 0x7061_7962_616E_64  # `payband`: the advisory lock's number, the same for every Payband
_LONGEST_NAME = 63  # PostgreSQL cuts an application_name there
_HOLDER = text("""
    SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND granted AND pg_locks.database = (
        SELECT oid FROM pg_database WHERE datname = current_database())
    AND (classid::bigint << 32) + objid::bigint = :key
""")


@contextmanager
def run_lock(database_url: str) -> Iterator[None]:
    """Hold the store's lock; raise AlreadyRunningError naming the holder where it is taken.

    In PostgreSQL it is an advisory lock of a session, so that it holds for all machines; for a
    SQLite file it is a lock file beside it.
    """
    url = make_url(database_url)
    held = _advisory(url) if url.get_backend_name() == "postgresql" else _file(lock_path(url))
    with held:
        yield


def lock_path(url: URL | str) -> Path:
    """Return the lock file of a SQLite database, beside it."""
    return Path(f"{make_url(url).database}.lock")


@contextmanager
def _file(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    lock, holder = FileLock(path), path.with_suffix(".holder")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise AlreadyRunningError(f"another run is at work: {_read(holder)}") from None
    try:
        holder.write_text(_me(), encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


@contextmanager
def _advisory(url: URL) -> Iterator[None]:
    named = url.update_query_dict({"application_name": _me()[:_LONGEST_NAME]})
    engine = create_engine(named, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    try:
        connection = engine.connect()
    except DBAPIError as error:
        where = url.render_as_string(hide_password=True)
        raise StoreError(f"the database {where} can't be used: {error.orig}") from error
    try:
        if not _try(connection):
            holder = connection.execute(_HOLDER, {"key": _KEY}).scalar()
            raise AlreadyRunningError(f"another run is at work: {_told(holder)}")
        yield
    finally:
        connection.invalidate()  # ends the session, and with it the lock, also after an outage
        connection.close()


def _try(connection: Connection) -> bool:
    taken = connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _KEY})
    return bool(taken.scalar_one())


def _me() -> str:
    now = utc_text(datetime.now(UTC).replace(microsecond=0))
    return json.dumps([os.getpid(), platform.node()[:24], now], separators=(",", ":"))


def _read(holder: Path) -> str:
    try:
        return _told(holder.read_text(encoding="utf-8"))
    except OSError:
        return _told(None)


def _told(holder: str | None) -> str:
    try:
        pid, host, since = json.loads(holder or "")
    except ValueError:
        return "its holder has not signed yet"
    return f"process {pid} on {host}, since {since}"
