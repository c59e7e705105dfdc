"""The run lock in PostgreSQL: an advisory lock of a session, which covers all machines.

A server that restarts loses its sessions. The lock is taken again as soon as the server is back.
This module imports only the driver, so that a second run is refused at once.
"""

import re
import select
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Any

import psycopg

from pipeline.database_url import hide, shown
from pipeline.errors import StoreError
from pipeline.store.db.keepalive import keepalive_options

_KEY = 0x7061_7962_616E_64  # `payband`: the advisory lock's number, the same for every Payband
_LONGEST_NAME = 63  # PostgreSQL cuts an application_name there
_PAUSE = 0.1  # seconds between two attempts to take the lock again
_PLAIN = re.compile(r"[\w+]+://(?:[^:/?#@]*(?::[^/?#@]*)?@)?[^@?#]*(?:\?[^@#]*)?$")
_TAKE = "SELECT pg_try_advisory_lock(%s)"
_UNLOCK = "SELECT pg_advisory_unlock(%s)"
_HOLDER = """
    SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND granted AND pg_locks.database = (
        SELECT oid FROM pg_database WHERE datname = current_database())
    AND (classid::bigint << 32) + objid::bigint = %s
"""


def lock_holder(url: str) -> str:
    """Return the name of the session that holds the lock; empty where none does.

    Raises StoreError where the server does not answer.
    """
    with _plain_errors(url), psycopg.connect(**_where(url), autocommit=True) as session:
        return str(_one(session, _HOLDER) or "")


class SessionLock:
    """A lock held by `holder`; `lost` names the other run that took it during an outage."""

    def __init__(self, url: str, holder: str) -> None:
        self.url, self.holder = url, holder[:_LONGEST_NAME]
        self.where = _where(url)
        self.session: psycopg.Connection[Any] | None = None
        self.lost: str | None = None
        self._over = Event()
        self._end, self._ended = socket.socketpair()
        self._keeper = Thread(target=self._keep, name="run lock", daemon=True)

    def take(self) -> str | None:
        """Take the lock and return None, or return the name of its holder.

        Raises StoreError where the server does not answer.
        """
        with _plain_errors(self.url):
            return self._take()

    def keep(self) -> None:
        """Start a thread that takes the lock again after each outage."""
        self._keeper.start()

    def release(self) -> None:
        """Release the lock."""
        self._over.set()
        self._ended.close()
        if self._keeper.is_alive():
            self._keeper.join()
        self._end.close()
        self._unlock()
        self._leave()

    def _unlock(self) -> None:
        """Unlock: a server that is busy notices only after a while that a session was closed."""
        if self.session is not None:
            with suppress(psycopg.Error):
                self.session.execute(_UNLOCK.encode(), [_KEY])

    def _take(self) -> str | None:
        options = keepalive_options(self.url)
        named: dict[str, Any] = self.where | options | {"application_name": self.holder}
        session = psycopg.connect(**named, autocommit=True)
        self.session = session
        if _one(session, _TAKE):
            return None
        holder = str(_one(session, _HOLDER) or "")
        self._leave()
        return holder

    def _leave(self) -> None:
        if self.session is not None:
            self.session.close()  # ends the session, and with it the lock
        self.session = None

    def _keep(self) -> None:
        while not self._over.is_set() and self.lost is None:
            if not self._alive():
                self._retake()

    def _alive(self) -> bool:
        """Wait until the server sends something; return whether the session is alive."""
        if self.session is None:
            return False
        try:
            select.select([self.session.fileno(), self._end.fileno()], [], [])  # idle, till the end
            if not self._over.is_set():
                self.session.execute("SELECT 1")
        except (psycopg.Error, OSError, ValueError):
            self._leave()
            return False
        return True

    def _retake(self) -> None:
        while not self._over.wait(_PAUSE):
            try:
                holder = self._take()
            except psycopg.Error:
                continue
            if holder is None:
                return
            if holder != self.holder:  # our own session may not have ended yet on the server
                self.lost = holder
                return


@contextmanager
def _plain_errors(url: str) -> Iterator[None]:
    """Turn an error of the driver into a StoreError, without the secrets of the URL."""
    try:
        yield
    except psycopg.Error as error:
        words = f"the database {shown(url)} can't be used: {error}"
        raise StoreError(hide(words, url)) from error


def _where(url: str) -> dict[str, Any]:
    """Return the arguments for `psycopg.connect`.

    A URL with an unencoded `/`, `?` or `#` in its password is parsed as the store's engine parses
    it: libpq would take a part of the password for the host and show it in an error.
    """
    if _PLAIN.match(url):
        return {"conninfo": re.sub(r"^postgresql\+\w+:", "postgresql:", url)}
    from pipeline.store.db.url import read_url  # noqa: PLC0415  # half a second

    read = read_url(url)
    return dict(read.get_dialect()().create_connect_args(read)[1])


def _one(session: psycopg.Connection[Any], query: str) -> Any:
    row = session.execute(query.encode(), [_KEY]).fetchone()
    return row[0] if row else None
