"""Retry work while the database does not answer or is locked; classify database errors."""

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import DBAPIError, OperationalError
from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_random_exponential

from pipeline.errors import StoreError

Result = TypeVar("Result")

_LONGEST_PAUSE = 10
# https://www.postgresql.org/docs/current/errcodes-appendix.html: no connection, shutting down
_AWAY = ("08", "57P")
_FULL = "53100"
_TABLE_THERE = "42P07"
_FULL_SQLITE = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)  # the latter where a log can't grow
# Errors of the whole database, not of one statement: read-only, no permission, full, damaged.
_UNUSABLE = ("25006", "42501", "53", "58", "XX")
_UNUSABLE_SQLITE = frozenset(
    {
        *_FULL_SQLITE,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
    }
)


def is_away(error: BaseException | None) -> bool:
    """Return whether an error means that the database does not answer or is locked."""
    if isinstance(error, StoreError):
        return is_away(error.__cause__)
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    if not isinstance(error, OperationalError):
        return False
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return str(state).startswith(_AWAY)
    words = str(error.orig).lower()
    return "locked" in words or "connection" in words


def is_full(error: DBAPIError) -> bool:
    """Return whether an error means that the disk of the database is full."""
    if getattr(error.orig, "sqlstate", None) == _FULL:
        return True
    return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in _FULL_SQLITE


def is_unusable(error: DBAPIError) -> bool:
    """Return whether an error means that we cannot use the database in its present state."""
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return str(state).startswith((*_AWAY, *_UNUSABLE))
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    return code in _UNUSABLE_SQLITE or is_away(error)


def is_taken(error: BaseException) -> bool:
    """Return whether an error means that another program's table has the name of ours."""
    if not isinstance(error, DBAPIError):
        return False
    state, words = getattr(error.orig, "sqlstate", None), str(error.orig)
    return state == _TABLE_THERE or (
        state is None
        and words.startswith(("table ", "there is already another table"))
        and ("already exists" in words or "with this name" in words)
    )


def retry(work: Callable[[], Result], patience: float) -> Result:
    """Return what `work` returns; where the database is away, ask again for so many seconds."""
    again = Retrying(
        retry=retry_if_exception(is_away),
        stop=stop_after_delay(patience),
        wait=wait_random_exponential(multiplier=0.1, max=_LONGEST_PAUSE),
        reraise=True,
    )
    result: Result = again(work)
    return result
