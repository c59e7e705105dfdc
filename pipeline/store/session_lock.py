"""PostgreSQL's half of the run lock: an advisory lock of a session, so it holds for all machines.

A server that goes down forgets its sessions. The lock is taken again the moment it is back.
"""

import select
import socket
from threading import Event, Thread
from typing import Any

from sqlalchemy import URL, Connection, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from pipeline.errors import StoreError

_KEY = 0x7061_7962_616E_64  # `payband`: the advisory lock's number, the same for every Payband
_LONGEST_NAME = 63  # PostgreSQL cuts an application_name there
_PAUSE = 0.1  # seconds between two tries to take the lock again: others want it, too
_TAKE = text("SELECT pg_try_advisory_lock(:key)")
_HOLDER = text("""
    SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND granted AND pg_locks.database = (
        SELECT oid FROM pg_database WHERE datname = current_database())
    AND (classid::bigint << 32) + objid::bigint = :key
""")


class SessionLock:
    """A lock as `holder` says; `lost` names who has it where an outage gave it to another."""

    def __init__(self, url: URL, holder: str) -> None:
        self.url, self.holder = url, holder[:_LONGEST_NAME]
        named = url.update_query_dict({"application_name": self.holder})
        self.engine = create_engine(named, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        self.connection: Connection | None = None
        self.lost: str | None = None
        self._over = Event()
        self._end, self._ended = socket.socketpair()
        self._keeper = Thread(target=self._keep, name="run lock", daemon=True)

    def take(self) -> str | None:
        """Take the lock and return None; or return what its holder has signed.

        Raises StoreError where the server can't be asked.
        """
        try:
            return self._take()
        except DBAPIError as error:
            where = self.url.render_as_string(hide_password=True)
            raise StoreError(f"the database {where} can't be used: {error.orig}") from error

    def keep(self) -> None:
        """Take the lock again by itself, from now on, after each outage."""
        self._keeper.start()

    def release(self) -> None:
        """Let go of the lock."""
        self._over.set()
        self._ended.close()
        if self._keeper.is_alive():
            self._keeper.join()
        self._end.close()
        self._leave()

    def _take(self) -> str | None:
        connection = self.connection = self.engine.connect()
        if connection.execute(_TAKE, {"key": _KEY}).scalar_one():
            return None
        holder = str(connection.execute(_HOLDER, {"key": _KEY}).scalar() or "")
        self._leave()
        return holder

    def _leave(self) -> None:
        if self.connection is not None:
            self.connection.invalidate()  # ends the session, and with it the lock
            self.connection.close()
        self.connection = None

    def _keep(self) -> None:
        while not self._over.is_set() and self.lost is None:
            if not self._alive():
                self._retake()

    def _alive(self) -> bool:
        """Return once the server has said something, whether the session is still there."""
        if self.connection is None:
            return False
        try:
            session: Any = self.connection.connection.driver_connection
            select.select([session, self._end], [], [])  # an idle session hears only of its end
            if not self._over.is_set():
                self.connection.execute(text("SELECT 1"))
        except (DBAPIError, OSError, ValueError):
            self._leave()
            return False
        return True

    def _retake(self) -> None:
        while not self._over.wait(_PAUSE):
            try:
                found = self._take()
            except DBAPIError:
                continue
            if found is None:
                return
            if found != self.holder:  # our own session may not have ended yet on the server
                self.lost = found
                return
