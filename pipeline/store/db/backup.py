"""Copies of the store: made while others write to it, checked, and put back."""

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
from pipeline.store.db.writing import one_writer, writing


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a store: its bytes and, where they can be counted, its tables' rows."""

    file: Path
    size: int
    rows: dict[str, int]


def backup(url: str, file: Path, *, force: bool = False) -> Copy:
    """Write a whole, consistent and checked copy of a store to `file`, also while a run is at work.

    SQLite's copy is a database file of its own, PostgreSQL's what pg_dump makes. Raises UsageError
    where `file` is there, unless `force`, StoreError where it can't be made or isn't sound.
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
    """Make a store what it was when `file` was made, upgraded; return its tables' rows.

    `file` is checked first, and no run may be at work. Raises InputError for a file that is no
    sound backup, UsageError where the store holds anything, unless `force`, AlreadyRunningError.
    """
    target = _other_than(file, url)
    if not file.is_file():
        raise InputError(f"{file}: there is no such file")
    tables = tables_in(file) if target is None else set(_sound(file))
    if "run" not in tables:
        raise InputError(f"{file}: is a backup of something else")
    with run_lock(url):
        if not force and _holds_anything(url):
            raise UsageError(f"the database isn't empty: say --force to put {file} in its place")
        if target is None:
            others = _tables_there(url) - tables
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
    """Yield a name beside `file`; what is written there takes its place once it is whole."""
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
    """Copy by SQLite's online backup: a snapshot, whoever writes; all of it or nothing.

    Never the file itself: of 60 copies of a live database file 16 were corrupt.
    """
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _sound(file: Path) -> dict[str, int]:
    """Return the rows of a copy that is whole, of this schema or an older. Raises InputError."""
    engine = create_engine(f"sqlite:///file:{quote(str(file))}?mode=ro&uri=true")
    try:
        wrong, rows = check(engine, older_too=True), counts(engine)
    except StoreError as error:
        raise InputError(f"{file}: is no sound backup: {error}") from error
    finally:
        engine.dispose()
    if wrong:
        raise InputError(f"{file}: is no sound backup: {'; '.join(wrong)}")
    return rows


def _put_back(file: Path, target: Path) -> None:
    """Put a copy in place of a database; what is no database any more is removed first."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        _copy(file, target)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            raise StoreError(f"{target}: can't be written: {error}") from error
        for ending in ("", "-wal", "-shm"):  # the log of another file would spoil the new one
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
        return True  # whatever it is, it isn't ours to lose
    finally:
        engine.dispose()
