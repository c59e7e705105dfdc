"""Write transactions; in SQLite only one connection writes at a time."""

import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

# https://sqlite.org/wal.html, "the WAL-reset bug": where one connection commits while another
# checkpoints, a later checkpoint may lose committed pages.
AFFECTED, FIXED = (3, 7, 0), (3, 51, 3)
FIXED_TOO = {(3, 44): 6, (3, 50): 7}  # patch releases of older lines that have the fix
BUSY = 30.0  # seconds that a writer waits for another, before a retry
_POLL = 0.005  # seconds between two checks: a commit takes about as long


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Yield a connection in one write transaction, committed at the end.

    In SQLite it takes the write lock at once, so that a second writer waits instead of failing.
    All other transactions are read-only there.
    """
    options = {"payband_writes": True}
    with (
        one_writer(file_of(engine), _patience(engine)),
        engine.connect().execution_options(**options) as connection,
        connection.begin(),
    ):
        yield connection


def one_writer(file: str | None, wait: float = BUSY) -> AbstractContextManager[None]:
    """Let no other process write to a SQLite database, or checkpoint it, inside the block.

    Does nothing where SQLite is free of the WAL-reset bug. A commit checkpoints after it releases
    SQLite's write lock, so a lock file covers both. The lock ends with its process. Raises
    OperationalError, as SQLite does, after `wait` seconds.
    """
    if file is None or not has_wal_reset_bug(sqlite3.sqlite_version_info):
        return nullcontext()
    return _held(f"{file}.writer", wait)


def has_wal_reset_bug(version: tuple[int, ...]) -> bool:
    """Return whether a version of SQLite has the WAL-reset bug."""
    patch = FIXED_TOO.get((version[0], version[1]))
    return AFFECTED <= version < FIXED and (patch is None or version[2] < patch)


def file_of(engine: Engine) -> str | None:
    """Return the real path of an engine's SQLite file; None for any other database."""
    file: str | None = engine.get_execution_options().get("payband_file")
    return file


def _patience(engine: Engine) -> float:
    return min(BUSY, float(engine.get_execution_options().get("payband_patience", BUSY)))


@contextmanager
def _held(path: str, wait: float) -> Iterator[None]:
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        _wait_for(file, path, wait)
        yield
    finally:
        os.close(file)


def _wait_for(file: int, path: str, wait: float) -> None:
    until = time.monotonic() + wait
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > until:
                locked = sqlite3.OperationalError(f"database is locked: a writer holds {path}")
                raise OperationalError("BEGIN IMMEDIATE", {}, locked) from error
            time.sleep(_POLL)
