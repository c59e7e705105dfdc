"""Turn an error into a message for the user and an exit code."""

import sys

from pipeline.disk import why
from pipeline.errors import PaybandError

MORE = "(`payband --debug …` shows where)"


def explain_error(error: Exception) -> tuple[tuple[str, ...], int]:
    """Return the lines of the message and the exit code.

    Errors of files and of the database that no command handles get their message here. Any other
    error is a bug in Payband, and the message calls it unforeseen.
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
    """Return the message of a database error; "" for any other error."""
    if "sqlalchemy" not in sys.modules:  # then it is not an error of SQLAlchemy
        return ""
    from sqlalchemy.exc import DBAPIError

    from pipeline.store.db.retry import is_unusable

    if isinstance(error, DBAPIError) and is_unusable(error):
        return f"the database can't be used: {error.orig}"
    return ""
