"""What an error is in the user's words, and the exit code it ends the command with."""

import sys

from pipeline.disk import why
from pipeline.errors import PaybandError

MORE = "(`payband --debug …` shows where)"


def explain_error(error: Exception) -> tuple[tuple[str, ...], int]:
    """Return the lines of the message and the exit code.

    Errors of files and of the database that no command has put into words get theirs here; what
    is left is a mistake of ours, and said to be unforeseen.
    """
    if isinstance(error, PaybandError):
        return error.lines, error.exit_code
    words = _of_file(error) if isinstance(error, OSError) else _of_database(error)
    if words:
        return (words,), 1
    return (f"unforeseen {type(error).__name__}: {error}", MORE), 1


def _of_file(error: OSError) -> str:
    name = error.filename or error.filename2
    return f"{name}: {why(error, name)}" if name else f"reading or writing failed: {why(error)}"


def _of_database(error: Exception) -> str:
    """Return the database's own words where it refuses to work; empty for any other error."""
    if "sqlalchemy" not in sys.modules:  # then it is none of its errors
        return ""
    from sqlalchemy.exc import DBAPIError

    from pipeline.store.db.retry import is_unusable

    if isinstance(error, DBAPIError) and is_unusable(error):
        return f"the database can't be used: {error.orig}"
    return ""
