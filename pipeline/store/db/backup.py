"""Back up and restore the store: checked copies, also made while a run writes."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import MetaData, Table, create_engine
from sqlalchemy.exc import DatabaseError

from pipeline.disk import is_same_file
from pipeline.errors import InputError, StoreError, UsageError
from pipeline.new_file import PRIVATE, InUseError, new_beside
from pipeline.store.db.check import check, counts, tables_there
from pipeline.store.db.database import connect, open_store, sqlite_file
from pipeline.store.db.existing import open_existing
from pipeline.store.db.lock import run_lock
from pipeline.store.db.postgres_tools import dump, load, tables_in
from pipeline.store.db.views import without_views
from pipeline.store.db.writing import one_writer, writing


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup: its file, its size in bytes, and its rows by table (empty for PostgreSQL)."""

    file: Path
    size: int
    rows: dict[str, int]


def backup(url: str, file: Path, *, force: bool = False) -> Copy:
    """Write a complete, consistent and checked copy of a store to `file`, also while a run writes.

    A copy of SQLite is a database file, a copy of PostgreSQL is an archive of pg_dump. Raises
    UsageError where `file` exists, unless `force`; StoreError where the copy cannot be made;
    InputError where the copy fails its check.
    """
    if file.is_dir() or (file.exists() and not force):
        raise UsageError(f"{file}: is there already; name another file, or say --force")
    source = _other_than(file, url)
    open_existing(url).dispose()
    with _aside(file) as part:
        if source is None:
            dump(url, part)
            tables_in(part)
            rows = {}
        else:
            _copy(source, part)
            with closing(sqlite3.connect(part)) as copy:
                copy.execute("PRAGMA journal_mode=DELETE")  # one file, readable anywhere
            rows = _sound(part)
    return Copy(file, file.stat().st_size, rows)


def restore(url: str, file: Path, *, force: bool = False) -> dict[str, int]:
    """Replace the contents of a store by a backup, upgrade the schema, return the rows by table.

    The backup is checked first. Raises InputError for a file that is no valid backup, UsageError
    where the store is not empty, unless `force`, AlreadyRunningError while a run is at work.
    """
    target = _other_than(file, url)
    if not file.is_file():
        raise InputError(f"{file}: there is no such file")
    tables = tables_in(file) if target is None else set(_sound(file))
    if "run" not in tables:
        raise InputError(f"{file}: is a backup of another database, not of Payband")
    with run_lock(url):
        if not force and _holds_anything(url):
            raise UsageError(f"the database isn't empty: say --force to put {file} in its place")
        if target is None:
            others = _tables_there(url) - tables
            with without_views(url):
                load(url, file)
            _drop(url, others)
        else:
            with one_writer(os.path.realpath(target)):
                _put_back(file, target)
        engine = open_store(url)
        try:
            return counts(engine)
        finally:
            engine.dispose()


def _other_than(file: Path, url: str) -> Path | None:
    """Return the file of a SQLite database; raise UsageError where `file` is that file."""
    database = sqlite_file(url)
    if database is not None and is_same_file(file, database):
        raise UsageError(f"{file}: is the database itself; name another file")
    return database


@contextmanager
def _aside(file: Path) -> Iterator[Path]:
    """Yield a temporary path beside `file`; without an error it replaces `file` at the end."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with new_beside(file, PRIVATE) as (part, written):
            yield part
            os.fsync(written.fileno())
            part.replace(file)
    except InUseError:
        raise StoreError(f"{file}: another process is writing it") from None
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{file}: the backup can't be written: {error}") from error


def _copy(source: Path, target: Path) -> None:
    """Copy with SQLite's online backup: a complete snapshot, also while others write.

    Never copy the file itself: of 60 file copies of a database in use, 16 were corrupt.
    """
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _sound(file: Path) -> dict[str, int]:
    """Check a copy of this or an older schema; return its rows by table. Raises InputError."""
    engine = create_engine(f"sqlite:///file:{quote(str(file))}?mode=ro&uri=true")
    try:
        wrong, rows = check(engine, older_too=True), counts(engine)
    except StoreError as error:
        why = getattr(error.__cause__, "orig", error)
        raise InputError(f"{file}: is no sound backup: {why}") from error
    finally:
        engine.dispose()
    if wrong:
        raise InputError(f"{file}: is no sound backup: {'; '.join(wrong)}")
    return rows


def _put_back(file: Path, target: Path) -> None:
    """Copy a backup over a database; a damaged database file is removed first."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        _copy(file, target)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            raise StoreError(f"{target}: can't be written: {error}") from error
        for ending in ("", "-wal", "-shm"):  # an old log would damage the new file
            Path(f"{target}{ending}").unlink(missing_ok=True)
        _copy(file, target)


def _tables_there(url: str) -> set[str]:
    engine = connect(url)
    with engine.connect() as connection:
        names = set(tables_there(connection))
    engine.dispose()
    return names


def _drop(url: str, tables: set[str]) -> None:
    """Drop tables of another schema than the backup's: the upgrade makes those that belong."""
    engine = connect(url)
    others = MetaData()
    for name in tables:
        Table(name, others)
    with writing(engine) as connection:
        others.drop_all(connection)
    engine.dispose()


def _holds_anything(url: str) -> bool:
    engine = connect(url)
    try:
        return any(counts(engine).values())
    except DatabaseError:
        return True  # not a database of ours: ask for --force
    finally:
        engine.dispose()
