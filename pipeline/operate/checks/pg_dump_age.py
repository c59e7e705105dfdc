"""Check that pg_dump, by which `payband db backup` works, is as new as the server."""

from pipeline.operate.checks.finding import Finding, good, warn
from pipeline.store.db.postgres_tools import dump_version

FIX = "install PostgreSQL's client programs, at least as new as the server"


def pg_dump_age(server: str) -> Finding:
    """Return the finding for a server of a version such as `18.1`."""
    ours = dump_version()
    if not ours:
        return warn("pg_dump", "it is not on the PATH: payband db backup needs it", FIX)
    if _major(ours) < _major(server):
        words = f"{ours} is older than the server ({server}): payband db backup fails"
        return warn("pg_dump", words, FIX)
    return good("pg_dump", ours)


def _major(version: str) -> int:
    digits = version.partition(".")[0]
    return int(digits) if digits.isdecimal() else 0
