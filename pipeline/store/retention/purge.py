"""Purge collected data that may name persons: archives, descriptions, refused records."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, delete, func, select, true, update

from models.tables import page, posting_life, posting_version, quarantine, raw_posting, run
from pipeline.errors import InputError
from pipeline.store.db.arrays import in_values
from pipeline.store.db.transactions import Result, with_retry, write
from pipeline.store.db.writing import file_of, one_writer

STAMP = "%Y%m%dT%H%M%SZ"  # the start of a run's id, which names its archive folder


@dataclass(frozen=True, slots=True)
class Purged:
    """What is purged (or would be): files, their bytes, postings' bodies, refused records."""

    files: int
    size: int
    bodies: int
    records: int


def purge(
    engine: Engine, archive: Path, before: datetime, source: str = "", *, dry_run: bool = False
) -> Purged:
    """Delete archives of runs before `before` (UTC), and bodies of postings last seen before then.

    Of an archive: responses and logs. Of a raw posting: its description, `extra` and earlier
    versions; its cleaned fields stay. Of a refused record: all but the reason. `source` limits
    this to one source. Purged data cannot be replayed or cleaned again.
    """
    files = archived(archive, before, source)
    size = sum(file.stat().st_size for file in files)

    def empty(connection: Connection) -> tuple[int, int]:
        if not dry_run:
            forget_pages(connection, files)
        old = (posting_life.c.last_seen < before) & _of(raw_posting, source)
        return (
            _bodies(connection, old, before, dry_run=dry_run),
            _records(connection, before, source, dry_run=dry_run),
        )

    bodies, records = _erase(engine, empty)
    if not dry_run:
        delete_files(files)
        if bodies or records:
            _vacuum(engine)
    return Purged(len(files), size, bodies, records)


def purge_posting(engine: Engine, posting_id: str, at: datetime, *, dry_run: bool = False) -> int:
    """Delete the body of one posting at the moment `at` (UTC); return how many were deleted.

    0: it was purged before. Its responses stay in the archives, which hold others too. Raises
    InputError for an unknown posting.
    """
    one = posting_life.c.posting_id == posting_id

    def empty(connection: Connection) -> int:
        if not _count(connection, posting_life, one):
            raise InputError(f"no such id: the store has no posting {posting_id}")
        return _bodies(connection, one, at, dry_run=dry_run)

    bodies = _erase(engine, empty)
    if bodies and not dry_run:
        _vacuum(engine)
    return bodies


def archived(archive: Path, before: datetime, source: str = "") -> list[Path]:
    """Return the archive files of runs before `before` (UTC), in order."""
    folders = (folder for folder in archive.glob("*") if folder.is_dir())
    old = [folder for folder in folders if begun(folder.name, before) < before]
    files = (file for folder in old for file in folder.iterdir() if file.is_file())
    return sorted(file for file in files if not source or file.name.split(".")[0] == source)


def forget_pages(connection: Connection, files: Sequence[Path]) -> None:
    """Forget the remembered pages that lie in one of these archive files."""
    gone = in_values(connection, page.c.file, map(str, files))
    connection.execute(delete(page).where(gone))


def delete_files(files: Sequence[Path]) -> None:
    """Delete files, and their folders where nothing is left in them."""
    for file in files:
        file.unlink(missing_ok=True)
    for folder in {file.parent for file in files}:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def begun(run_id: str, otherwise: datetime) -> datetime:
    """Return when a run began (UTC), from its id; `otherwise` for any other folder name."""
    try:
        return datetime.strptime(run_id.partition("-")[0], STAMP).replace(tzinfo=UTC)
    except ValueError:
        return otherwise


def _bodies(
    connection: Connection, which: ColumnElement[bool], at: datetime, *, dry_run: bool
) -> int:
    life, raw = posting_life.c, raw_posting.c
    old = life.purged_at.is_(None) & which
    mine = select(life.posting_id).join(raw_posting, raw.posting_id == life.posting_id).where(old)
    if dry_run:
        return _count(connection, posting_life, life.posting_id.in_(mine))
    emptied = (
        update(posting_version).values(was={}).where(posting_version.c.posting_id.in_(mine)),
        update(raw_posting).values(description_html="", extra={}).where(raw.posting_id.in_(mine)),
        update(posting_life).values(purged_at=at).where(life.posting_id.in_(mine)),  # the last
    )
    return [connection.execute(one).rowcount for one in emptied][-1]


def _records(connection: Connection, before: datetime, source: str, *, dry_run: bool) -> int:
    runs = select(run.c.run_id).where(run.c.started_at < before)
    old = (quarantine.c.record != "") & quarantine.c.run_id.in_(runs)
    where = old & _of(quarantine, source)
    if dry_run:
        return _count(connection, quarantine, where)
    emptied = update(quarantine).where(where).values(record="", detail="purged")
    return connection.execute(emptied).rowcount


def _of(table: Any, source: str) -> ColumnElement[bool]:
    return table.c.source == source if source else true()


def _count(connection: Connection, table: Any, where: ColumnElement[bool]) -> int:
    return int(
        connection.execute(select(func.count()).select_from(table).where(where)).scalar_one()
    )


def _erase(engine: Engine, empty: Callable[[Connection], Result]) -> Result:
    """Return what a transaction returns in which deleted data is overwritten."""

    def erased(connection: Connection) -> Result:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA secure_delete = ON")
        return empty(connection)

    return write(engine, erased)


def _vacuum(engine: Engine) -> None:
    """Remove deleted data from a SQLite file and its log."""
    if engine.dialect.name == "sqlite":
        with_retry(engine, lambda: _vacuum_file(engine))


def _vacuum_file(engine: Engine) -> None:
    with one_writer(file_of(engine)), closing(engine.raw_connection()) as raw:
        cursor = raw.cursor()  # VACUUM fails inside a transaction
        for words in ("PRAGMA query_only=OFF", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            cursor.execute(words)
