"""Checks for `payband doctor`: versions, configuration, database, disks, file modes."""

import os
import platform
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.exc import DatabaseError

from pipeline.clean.engine import code_version
from pipeline.config import Settings
from pipeline.config_file import config_file
from pipeline.disk import there
from pipeline.errors import PaybandError
from pipeline.operate.disk_space import MB, disks, folders
from pipeline.store.db.database import address, connect, schema_of, sqlite_file, unusable
from pipeline.store.db.writing import has_wal_reset_bug
from pipeline.version import VERSION

SCANT = 2 * 1024**3  # bytes free on a disk


class CheckLevel(StrEnum):
    """How serious a finding is."""

    GOOD = "good"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check: how serious, of what, and a message."""

    verdict: CheckLevel
    what: str
    words: str


def examine(settings: Settings) -> list[Finding]:
    """Return all findings, good ones too. Changes nothing, except by opening the store."""
    return [
        Finding(CheckLevel.GOOD, "payband", f"{VERSION}, rules {code_version()}"),
        Finding(CheckLevel.GOOD, "python", f"{platform.python_version()} on {platform.platform()}"),
        *_configuration(settings),
        *_database(settings),
        *_disks(settings),
        *_modes(settings),
    ]


def _configuration(settings: Settings) -> Iterator[Finding]:
    file = config_file()
    yield Finding(CheckLevel.GOOD, "configuration", str(file) if file else "no payband.toml here")
    if not settings.contact:
        words = "none is set: a live run ends with exit code 2"
        yield Finding(CheckLevel.WARN, "contact", words)
    if settings.reachable_hosts:
        words = (
            f"crawls may reach these in your own networks: {', '.join(settings.reachable_hosts)}"
        )
        yield Finding(CheckLevel.WARN, "reachable_hosts", words)


def _database(settings: Settings) -> Iterator[Finding]:
    if file := sqlite_file(settings.database_url):
        yield _sqlite(sqlite3.sqlite_version_info)
        if not file.exists():
            yield Finding(CheckLevel.GOOD, "database", f"{file} is made by the first run")
            return
    try:
        yield from _store(settings.database_url)
    except PaybandError as error:
        yield Finding(CheckLevel.FAIL, "database", str(error))


def _store(url: str) -> list[Finding]:
    engine = connect(url)
    try:
        with engine.connect() as connection:
            schema = schema_of(connection)
            version = ".".join(map(str, connection.dialect.server_version_info or ()))
    except DatabaseError as error:
        raise unusable(engine, error) from error
    finally:
        engine.dispose()
    old = CheckLevel.GOOD if schema.at_head else CheckLevel.WARN
    return [
        Finding(CheckLevel.GOOD, "database", f"{address(engine)} ({engine.name} {version})"),
        Finding(old if schema.known else CheckLevel.FAIL, "schema", str(schema)),
    ]


def _sqlite(version: tuple[int, ...]) -> Finding:
    words = ".".join(map(str, version))
    if not has_wal_reset_bug(version):
        return Finding(CheckLevel.GOOD, "sqlite", words)
    return Finding(
        CheckLevel.WARN,
        "sqlite",
        f"{words} has the WAL-reset bug: two programs that write at the same moment may corrupt "
        "the database; fixed in 3.51.3, 3.50.7 and 3.44.6. Payband lets one connection write at "
        "a time; let no other program write to the database, and back up",
    )


def _disks(settings: Settings) -> Iterator[Finding]:
    """Yield the free space of each disk, and folders that can't be written to."""
    for name, folder in folders(settings).items():
        if not os.access(there(folder), os.W_OK):
            yield Finding(CheckLevel.FAIL, name, f"{there(folder)} can't be written to")
    for disk in disks(settings):
        little = disk.free < settings.least_free_mb * MB
        verdict = (
            CheckLevel.FAIL if little else CheckLevel.WARN if disk.free < SCANT else CheckLevel.GOOD
        )
        yield Finding(verdict, "disk", f"{disk.folder}: {disk.free / 1024**3:.1f} GB free")


def _modes(settings: Settings) -> Iterator[Finding]:
    """Yield private files that other users can read: raw postings may name recruiters."""
    file = sqlite_file(settings.database_url)
    archived = sorted(settings.archive_dir.rglob("*.warc.gz"))
    private = [p for p in (file, config_file(), *archived) if p is not None and p.exists()]
    loose = [p for p in private if p.stat().st_mode & 0o077]
    for path in loose[:3]:
        mode = path.stat().st_mode & 0o777
        yield Finding(CheckLevel.WARN, "mode", f"{path} is {mode:o}: chmod 600 keeps it yours")
    if private and not loose:
        yield Finding(CheckLevel.GOOD, "mode", f"{len(private)} file(s) are readable by you only")
