"""Turn an error into a message for the user and an exit code."""

import sys

from pipeline.disk import why
from pipeline.errors import InputError, PaybandError

MORE = "(`payband --debug …` shows where)"


def explain_error(error: Exception) -> tuple[tuple[str, ...], int]:
    """Return the lines of the message and the exit code.

    Errors of files and of the database that no command handles get their message here. Any other
    error comes from a rule file that does not fit, and the message names its cells. Or it is a bug
    in Payband, and the message calls it unforeseen.
    """
    if isinstance(error, PaybandError):
        return error.lines, error.exit_code
    words = _of_file(error) if isinstance(error, OSError) else _of_database(error)
    if words:
        return (words,), 1
    if faults := _of_rules():
        return faults, InputError.exit_code
    return (f"unforeseen {type(error).__name__}: {error}", MORE), 1


def _of_file(error: OSError) -> str:
    name = error.filename or error.filename2
    return f"{name}: {why(error, name)}" if name else f"reading or writing failed: {why(error)}"


def _of_rules() -> tuple[str, ...]:
    """Return the cells of rule files that do not fit."""
    from pipeline.rules import rulebook  # half a second that only an unforeseen error needs
    from pipeline.rules.check import check

    return tuple(map(str, check(rulebook.FOLDER)))


def _of_database(error: Exception) -> str:
    """Return the message of a database error; "" for any other error."""
    if "sqlalchemy" not in sys.modules:  # then it is not an error of SQLAlchemy
        return ""
    from sqlalchemy.exc import DBAPIError

    from pipeline.store.db.retry import is_unusable

    if isinstance(error, DBAPIError) and is_unusable(error):
        return f"the database can't be used: {error.orig}"
    return ""
