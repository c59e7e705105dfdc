"""PostgreSQL's own pg_dump and pg_restore, which alone know all of a database."""

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import URL, make_url

from pipeline.errors import InputError, StoreError, UsageError


def dump(url: str, file: Path) -> None:
    """Write a consistent copy of a database to `file`, also while others write to it."""
    _run(["pg_dump", "--format=custom", "--no-owner", f"--file={file}"], make_url(url))


def load(url: str, file: Path) -> None:
    """Put a copy in place of what a database has: all of it or, on an error, nothing."""
    whole = ["--single-transaction", "--exit-on-error", "--clean", "--if-exists", "--no-owner"]
    _run(["pg_restore", *whole, str(file)], make_url(url))


def tables_in(file: Path) -> set[str]:
    """Return the names of the tables a copy holds. Raises InputError for what is no copy."""
    try:
        lines = _run(["pg_restore", "--list", str(file)]).splitlines()
    except StoreError as error:
        raise InputError(f"{file}: is no backup of a PostgreSQL database: {error}") from error
    words = (line.split() for line in lines if not line.startswith(";"))
    return {w[5] for w in words if w[3:4] == ["TABLE"] and w[4] != "DATA"}


def _run(words: list[str], url: URL | None = None) -> str:
    """Run one of the programs on a database; its password never stands on a command line."""
    if shutil.which(words[0]) is None:
        raise UsageError(
            f"{words[0]} is not on the PATH: install PostgreSQL's client programs (Debian, Ubuntu: "
            "postgresql-client; macOS: libpq), at least as new as the server"
        )
    environment = dict(os.environ)
    if url is not None:
        where = (url.host, url.port, url.database, url.query)
        plain = URL.create("postgresql", url.username, None, *where)
        words = [*words, f"--dbname={plain.render_as_string(hide_password=False)}"]
        if url.password:
            environment["PGPASSWORD"] = url.password
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise StoreError(" ".join(done.stderr.split()) or f"{words[0]} ended with an error")
    return done.stdout
