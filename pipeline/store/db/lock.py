"""Run lock: only one run at a time works on a store. The lock ends with its process.

This module imports little, so that a second run is refused at once.
"""

import json
import os
import platform
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.database_url import shown
from pipeline.errors import AlreadyRunningError, UsageError
from pipeline.new_file import PRIVATE, write_private

StillOurs = Callable[[], None]
"""Raises AlreadyRunningError where an outage of the database gave the lock to another run."""

UNSIGNED = 1.0  # seconds; a holder writes its name a moment after it took the lock
_PAUSE = 0.02
_SQLITE = re.compile(r"sqlite(?:\+\w+)?:///([^?]+)")


@contextmanager
def run_lock(database_url: str) -> Iterator[StillOurs]:
    """Hold the run lock of a store; raise AlreadyRunningError with its holder where it is taken.

    In PostgreSQL it is an advisory lock of a session, which covers all machines. For SQLite it is
    a lock file beside the database.
    """
    with _lock(database_url) as still_ours:
        yield still_ours


def lock_path(url: str) -> Path:
    """Return the lock file of a SQLite database, beside it. Raises UsageError for another URL."""
    if found := _SQLITE.match(url):
        return Path(f"{found[1]}.lock")
    raise UsageError(f"database_url: neither SQLite nor PostgreSQL: {shown(url)}")


def run_at_work(database_url: str) -> bool:
    """Return whether a live process holds the run lock of a store. It does not take the lock."""
    if not database_url.startswith("postgresql"):
        return _lives(_read(lock_path(database_url).with_suffix(".holder")))
    from pipeline.store.db.session_lock import lock_holder  # noqa: PLC0415  # needs psycopg

    return bool(lock_holder(database_url))


def _lock(url: str) -> AbstractContextManager[StillOurs]:
    return _advisory(url) if url.startswith("postgresql") else _file(lock_path(url))


@contextmanager
def _file(path: Path) -> Iterator[StillOurs]:
    path.parent.mkdir(parents=True, exist_ok=True)
    lock, holder = FileLock(path, mode=PRIVATE), path.with_suffix(".holder")

    def take() -> str | None:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return _read(holder)
        return None

    _take(take)
    try:
        with suppress(PermissionError):  # the file belongs to another user
            path.chmod(PRIVATE)  # an earlier Payband let others read it
        write_private(holder, _me())
        yield lambda: None  # a live process never loses a file lock
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


@contextmanager
def _advisory(url: str) -> Iterator[StillOurs]:
    from pipeline.store.db.session_lock import SessionLock  # noqa: PLC0415  # needs psycopg

    lock = SessionLock(url, _me())

    def still_ours() -> None:
        if lock.lost is not None:
            raise AlreadyRunningError(
                f"the database was away, and another run took over: {_told(lock.lost)}"
            )

    try:
        _take(lock.take)
        lock.keep()
        yield still_ours
    finally:
        lock.release()


def _take(take: Callable[[], str | None]) -> None:
    """Take the lock; raise AlreadyRunningError where a live process holds it."""
    until = time.monotonic() + UNSIGNED
    while (holder := take()) is not None:
        if _lives(holder) or time.monotonic() > until:
            raise AlreadyRunningError(f"another run is at work: {_told(holder)}")
        time.sleep(_PAUSE)


def _me() -> str:
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return json.dumps([os.getpid(), platform.node()[:24], now], separators=(",", ":"))


def _read(holder: Path) -> str:
    try:
        return holder.read_text(encoding="utf-8")
    except OSError:
        return ""


def _told(holder: str) -> str:
    try:
        pid, host, since = json.loads(holder)
    except ValueError:
        return "its process is not known yet"
    return f"process {pid} on {host}, since {since}"


def _lives(holder: str) -> bool:
    """Return whether the process that wrote `holder` is alive; a killed one leaves it behind."""
    try:
        pid, host, _since = json.loads(holder)
        if host == platform.node()[:24]:
            os.kill(pid, 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True  # the process belongs to another user
    return True
