"""Write transactions that outlast a database which is away for a while."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError
from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_random_exponential

from pipeline.errors import StoreError
from pipeline.store.database import shown, writing

Result = TypeVar("Result")

PATIENCE = 300  # seconds; a restart of PostgreSQL takes one, a failover about sixty
_LONGEST_PAUSE = 10
# https://www.postgresql.org/docs/current/errcodes-appendix.html: no connection, shutting down
_AWAY = ("08", "57P")


def write(
    engine: Engine, work: Callable[[Connection], Result], *, patience: float = PATIENCE
) -> Result:
    """Return what `work` returns, done in one write transaction.

    Where the database is away or locked, the whole of `work` is tried again, with growing
    pauses, for `patience` seconds: it must come to the same when it is done twice. Raises
    StoreError when they are over.
    """
    again = Retrying(
        retry=retry_if_exception(is_away),
        stop=stop_after_delay(patience),
        wait=wait_random_exponential(multiplier=0.1, max=_LONGEST_PAUSE),
        reraise=True,
    )
    try:
        result: Result = again(_once, engine, work)
    except DBAPIError as error:
        if is_away(error):
            raise StoreError(
                f"the database {shown(engine)} was away for {patience:.0f} s: {error.orig}"
            ) from error
        raise
    return result


def is_away(error: BaseException) -> bool:
    """Tell a database that is away or locked from one that refuses what was asked."""
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


def _once(engine: Engine, work: Callable[[Connection], Result]) -> Result:
    with writing(engine) as connection:
        return work(connection)
