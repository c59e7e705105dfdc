"""Checks for `payband doctor`: versions, configuration, database, disks, file modes."""

import os
import platform
import sqlite3
from collections.abc import Iterator

from sqlalchemy.exc import DatabaseError

from pipeline.clean.engine import code_version
from pipeline.clock import MADE, now
from pipeline.config import Settings
from pipeline.config_file import config_file
from pipeline.disk import there
from pipeline.errors import PaybandError
from pipeline.operate.checks.finding import CheckLevel, Finding, fail, good, warn
from pipeline.operate.checks.pg_dump_age import pg_dump_age
from pipeline.operate.checks.rates_age import rates_age
from pipeline.operate.checks.reach import local_clock
from pipeline.operate.checks.setting_checks import wrong_settings
from pipeline.operate.disk_space import MB, disks, folders
from pipeline.publish.counted import many
from pipeline.settings.notify_settings import secret_variables
from pipeline.settings.redactor import has_secrets
from pipeline.store.db.database import Schema, address, connect, schema_of, sqlite_file, unusable
from pipeline.store.db.writing import has_wal_reset_bug
from pipeline.version import VERSION

SCANT = 2 * 1024**3  # bytes free on a disk


def examine(settings: Settings) -> list[Finding]:
    """Return all findings, good ones too. Changes nothing, except by opening the store."""
    return [
        good("payband", f"{VERSION}, rules {code_version()}"),
        good("python", f"{platform.python_version()} on {platform.platform()}"),
        local_clock(now(), MADE),
        good("ports", "Payband listens on none: no telnet console, no remote control"),
        *_configuration(settings),
        *_notices(settings),
        *_database(settings),
        rates_age(settings.rates_folder, now().date()),
        *_disks(settings),
        *_modes(settings),
    ]


def _configuration(settings: Settings) -> Iterator[Finding]:
    file = config_file()
    yield good("configuration", str(file) if file else "no payband.toml here")
    if settings.contact:
        yield good("contact", settings.contact)
    else:
        words = "none is set: a live run ends with exit code 2"
        yield warn("contact", words, "set contact in payband.toml: your e-mail or web address")
    for setting, words in wrong_settings(settings).items():
        yield fail(setting, words, f"mend {setting} in {file or 'the environment'}")
    if settings.reachable_hosts:
        words = (
            f"crawls may reach these in your own networks: {', '.join(settings.reachable_hosts)}"
        )
        fix = "leave only what you mean to crawl in reachable_hosts"
        yield warn("reachable_hosts", words, fix)


def _notices(settings: Settings) -> Iterator[Finding]:
    """Yield the variables of `[notify]` that are not set here."""
    for setting, name in secret_variables(settings.notify).items():
        if not os.environ.get(name):
            words = f"the environment variable {name} is not set here: no notice is sent by it"
            yield warn(f"notify.{setting}", words, f"set {name} where runs start")


def _database(settings: Settings) -> Iterator[Finding]:
    if file := sqlite_file(settings.database_url):
        yield _sqlite(sqlite3.sqlite_version_info)
        if not file.exists():
            yield good("database", f"{file} is made by the first run")
            return
    try:
        yield from _store(settings.database_url)
    except PaybandError as error:
        yield fail("database", str(error), "check database_url, and that the database answers")


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
    found = [good("database", f"{address(engine)} ({engine.name} {version})"), _schema(schema)]
    return found if engine.name == "sqlite" else [*found, pg_dump_age(version)]


def _schema(schema: Schema) -> Finding:
    if not schema.known:
        fix = "upgrade Payband, or restore a backup made before: payband db restore"
        return fail("schema", str(schema), fix)
    if not schema.at_head:
        return warn("schema", str(schema), "payband db upgrade, or any run")
    return good("schema", str(schema))


def _sqlite(version: tuple[int, ...]) -> Finding:
    words = ".".join(map(str, version))
    if not has_wal_reset_bug(version):
        return good("sqlite", words)
    return warn(
        "sqlite",
        f"{words} has the WAL-reset bug: two programs that write at the same moment may corrupt "
        "the database; fixed in 3.51.3, 3.50.7 and 3.44.6. Payband lets one connection write at "
        "a time; let no other program write to the database, and back up",
        "install a Python with a newer SQLite, or use PostgreSQL",
    )


def _disks(settings: Settings) -> Iterator[Finding]:
    """Yield the free space of each disk, and folders that can't be written to."""
    for name, folder in folders(settings).items():
        if not there(folder).is_dir():
            words = f"{there(folder)} is a file, and no folder"
            yield fail(name, words, f"move the file away, or set {name} elsewhere")
        elif not os.access(there(folder), os.W_OK):
            words = f"{there(folder)} can't be written to"
            yield fail(name, words, f"let this account write there, or set {name} elsewhere")
    for disk in disks(settings):
        little = disk.free < settings.least_free_mb * MB
        level = CheckLevel.WARN if disk.free < SCANT else CheckLevel.GOOD
        verdict = CheckLevel.FAIL if little else level
        fix = "" if verdict is CheckLevel.GOOD else "make room: payband archive prune --max-size"
        yield Finding(verdict, "disk", f"{disk.folder}: {disk.free / 1024**3:.1f} GB free", fix)


def _modes(settings: Settings) -> Iterator[Finding]:
    """Yield private files that other users can read: raw postings may name recruiters.

    A configuration file without secrets may be read by all.
    """
    file = sqlite_file(settings.database_url)
    archived = sorted(settings.archive_dir.rglob("*.warc.gz"))
    config = config_file() if has_secrets(settings) else None
    private = [p for p in (file, config, *archived) if p is not None and p.exists()]
    loose = [p for p in private if p.stat().st_mode & 0o077]
    for path in loose[:3]:
        mode = path.stat().st_mode & 0o777
        words = f"{path} is {mode:o}: chmod 600 keeps it yours"
        yield warn("mode", words, f"chmod 600 {path}")
    if private and not loose:
        yield good("mode", f"only you can read {many(len(private), 'file')}")
