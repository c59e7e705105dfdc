"""Work on the store that outlasts a database which is away for a while."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from pipeline.errors import StoreError
from pipeline.store.db.database import address, max_wait_of, open_store, unusable, without_secrets
from pipeline.store.db.retry import is_away, is_unusable, retry
from pipeline.store.db.writing import writing

Result = TypeVar("Result")


def write(engine: Engine, work: Callable[[Connection], Result]) -> Result:
    """Return what `work` returns, done in one write transaction, patiently."""
    return with_retry(engine, partial(_write, engine, work))


def read(engine: Engine, work: Callable[[Connection], Result]) -> Result:
    """Return what `work` reads on one connection, patiently."""
    return with_retry(engine, partial(_read, engine, work))


def open_with_retry(url: str, patience: float) -> Engine:
    """Return `open_store` of a database that may be away at the moment."""
    return retry(partial(open_store, url, patience), patience)


def with_retry(engine: Engine, work: Callable[[], Result]) -> Result:
    """Return what `work` returns; where the database is away or locked, all of it is done again.

    It is tried with growing pauses for as many seconds as the engine was opened with: `work` must
    come to the same when it is done twice. Raises StoreError when they are over, and where the
    database can't be used: a full disk, a read-only file.
    """
    patience = max_wait_of(engine)
    try:
        return retry(work, patience)
    except DBAPIError as error:
        if is_away(error):
            words = f"the database {address(engine)} was away for {patience:.0f} s: {error.orig}"
            raise StoreError(without_secrets(engine, words)) from error
        if is_unusable(error):
            raise unusable(engine, error) from error
        raise


def _write(engine: Engine, work: Callable[[Connection], Result]) -> Result:
    with writing(engine) as connection:
        return work(connection)


def _read(engine: Engine, work: Callable[[Connection], Result]) -> Result:
    with engine.connect() as connection:
        return work(connection)
