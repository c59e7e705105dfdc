"""Read and write transactions with retry while the database does not answer."""

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
    """Run `work` in one write transaction, with retry; return its result."""
    return with_retry(engine, partial(_write, engine, work))


def read(engine: Engine, work: Callable[[Connection], Result]) -> Result:
    """Run `work` on one connection for reading, with retry; return its result."""
    return with_retry(engine, partial(_read, engine, work))


def open_with_retry(url: str, patience: float) -> Engine:
    """Return `open_store` of a database that may be away at the moment."""
    return retry(partial(open_store, url, patience), patience)


def with_retry(engine: Engine, work: Callable[[], Result]) -> Result:
    """Run `work` and return its result; repeat all of it while the database is away or locked.

    Retries have growing pauses and last as many seconds as the engine was opened with. `work` must
    have the same effect when it runs twice. Raises StoreError when the time is over, and where the
    database cannot be used (a full disk, a read-only file).
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
