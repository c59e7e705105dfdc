"""Run PostgreSQL's pg_dump and pg_restore, which copy every part of a database."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from sqlalchemy import URL

from pipeline.database_url import hide, is_harmless
from pipeline.errors import InputError, StoreError, UsageError
from pipeline.store.db.url import read_url

VERSION = re.compile(r"\d+(?:\.\d+)?(?=\D|$)")
"""The version in `pg_dump (PostgreSQL) 18.1 (Debian 18.1-1)`."""


def dump(url: str, file: Path) -> None:
    """Write a consistent copy of a database to `file`, also while others write to it."""
    _run(["pg_dump", "--format=custom", "--no-owner", f"--file={file}"], read_url(url))


def dump_version() -> str:
    """Return the version of pg_dump on the PATH, such as `18.1`; "" without it."""
    program = shutil.which("pg_dump")
    if program is None:
        return ""
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    found = VERSION.search(done.stdout)
    return found[0] if found else ""


def load(url: str, file: Path) -> None:
    """Replace the contents of a database by a copy; on an error, change nothing."""
    whole = ["--single-transaction", "--exit-on-error", "--clean", "--if-exists", "--no-owner"]
    _run(["pg_restore", *whole, str(file)], read_url(url))


def tables_in(file: Path) -> set[str]:
    """Return the names of the tables in a copy. Raises InputError for another file."""
    try:
        lines = _run(["pg_restore", "--list", str(file)]).splitlines()
    except StoreError as error:
        raise InputError(f"{file}: is no backup of a PostgreSQL database: {error}") from error
    words = (line.split() for line in lines if not line.startswith(";"))
    return {w[5] for w in words if w[3:4] == ["TABLE"] and w[4] != "DATA"}


def _run(words: list[str], url: URL | None = None) -> str:
    """Run one of the programs on a database, without secrets on the command line."""
    if shutil.which(words[0]) is None:
        raise UsageError(
            f"{words[0]} is not on the PATH: install PostgreSQL's client programs (Debian, Ubuntu: "
            "postgresql-client; macOS: libpq), at least as new as the server"
        )
    with _connection(url) as (more, environment):
        done = subprocess.run(
            [*words, *more], env=environment, capture_output=True, text=True, check=False
        )
    if done.returncode:
        message = " ".join(done.stderr.split()) or f"{words[0]} ended with an error"
        if url:
            message = hide(message, url.render_as_string(hide_password=False))
        raise StoreError(message)
    return done.stdout


@contextmanager
def _connection(url: URL | None) -> Iterator[tuple[list[str], dict[str, str]]]:
    """Yield the options and the environment for a program that connects to a database.

    The password goes into PGPASSWORD. Other secrets, such as `sslpassword`, have no variable: they
    go into a service file that only its owner can read.
    """
    environment = dict(os.environ)
    if url is None:
        yield [], environment
        return
    open_ones = {name: value for name, value in url.query.items() if is_harmless(name)}
    secret = {name: value for name, value in url.query.items() if name not in open_ones}
    password = secret.pop("password", url.password)
    if password:
        environment["PGPASSWORD"] = _last(password)
    where = (url.host, url.port, url.database, open_ones)
    plain = URL.create("postgresql", url.username, None, *where)
    words = [f"--dbname={plain.render_as_string(hide_password=False)}"]
    if not secret:
        yield words, environment
        return
    with NamedTemporaryFile("w", encoding="utf-8", prefix="payband-", suffix=".conf") as file:
        lines = [f"{name}={_last(value)}" for name, value in secret.items()]
        file.write("\n".join(["[payband]", *lines, ""]))
        file.flush()
        yield words, environment | {"PGSERVICEFILE": file.name, "PGSERVICE": "payband"}


def _last(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else value[-1]
