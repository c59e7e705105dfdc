"""One run at a time on one store. A holder that dies lets go at once."""

import hashlib
import json
import os
import platform
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import make_url

from models.types import utc_text
from pipeline.errors import AlreadyRunningError


@contextmanager
def run_lock(database_url: str) -> Iterator[None]:
    """Hold the store's lock; raise AlreadyRunningError naming the holder where it is taken."""
    path = lock_path(database_url)
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


def lock_path(database_url: str) -> Path:
    """Return the lock file of a database: beside a SQLite file, else one per URL and machine."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite" and url.database:
        return Path(f"{url.database}.lock")
    digest = hashlib.sha256(url.render_as_string().encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"payband-{digest}.lock"


def _me() -> str:
    now = utc_text(datetime.now(UTC).replace(microsecond=0))
    return json.dumps({"pid": os.getpid(), "host": platform.node(), "since": now})


def _read(holder: Path) -> str:
    try:
        told = json.loads(holder.read_text(encoding="utf-8"))
        return f"process {told['pid']} on {told['host']}, since {told['since']}"
    except (OSError, ValueError, KeyError):
        return "its holder has not signed yet"
