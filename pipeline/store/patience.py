"""Work on the store that outlasts a database which is away for a while."""

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError
from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_random_exponential

from pipeline.errors import StoreError
from pipeline.store.database import open_store, patience_of, shown, unusable, writing

Result = TypeVar("Result")

_LONGEST_PAUSE = 10
# https://www.postgresql.org/docs/current/errcodes-appendix.html: no connection, shutting down
_AWAY = ("08", "57P")
_FULL = "53100"
_FULL_SQLITE = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)  # the latter where a log can't grow


def write(engine: Engine, work: Callable[[Connection], Result]) -> Result:
    """Return what `work` returns, done in one write transaction, patiently."""
    return patiently(engine, partial(_write, engine, work))


def read(engine: Engine, work: Callable[[Connection], Result]) -> Result:
    """Return what `work` reads on one connection, patiently."""
    return patiently(engine, partial(_read, engine, work))


def open_patiently(url: str, patience: float) -> Engine:
    """Return `open_store` of a database that may be away at the moment."""
    return _asked(partial(open_store, url, patience), patience)


def patiently(engine: Engine, work: Callable[[], Result]) -> Result:
    """Return what `work` returns; where the database is away or locked, all of it is done again.

    It is tried with growing pauses for as many seconds as the engine was opened with: `work` must
    come to the same when it is done twice. Raises StoreError when they are over, and where the
    disk is full.
    """
    patience = patience_of(engine)
    try:
        return _asked(work, patience)
    except DBAPIError as error:
        if is_full(error):
            raise unusable(engine, error) from error
        if is_away(error):
            raise StoreError(
                f"the database {shown(engine)} was away for {patience:.0f} s: {error.orig}"
            ) from error
        raise


def is_away(error: BaseException | None) -> bool:
    """Tell a database that is away or locked from one that refuses what was asked."""
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
    """Tell a database that has no room to write from any other refusal."""
    if getattr(error.orig, "sqlstate", None) == _FULL:
        return True
    return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in _FULL_SQLITE


def _asked(work: Callable[[], Result], patience: float) -> Result:
    again = Retrying(
        retry=retry_if_exception(is_away),
        stop=stop_after_delay(patience),
        wait=wait_random_exponential(multiplier=0.1, max=_LONGEST_PAUSE),
        reraise=True,
    )
    result: Result = again(work)
    return result


def _write(engine: Engine, work: Callable[[Connection], Result]) -> Result:
    with writing(engine) as connection:
        return work(connection)


def _read(engine: Engine, work: Callable[[Connection], Result]) -> Result:
    with engine.connect() as connection:
        return work(connection)
