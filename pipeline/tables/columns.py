"""Check the column names of a table of raw postings."""

import difflib
from collections.abc import Sequence

from models.raw import RawPosting
from models.record import columns
from pipeline.errors import InputError

REQUIRED = ("title",)
PLAIN_DESCRIPTION = "description"
KNOWN = (*(c.name for c in columns(RawPosting)), PLAIN_DESCRIPTION)
STRUCTURES = frozenset({"salary_fields", "extra"})


def check_columns(names: Sequence[str], where: str) -> None:
    """Raise InputError for a column that is unknown, duplicated or missing."""
    for place, name in enumerate(names, 1):
        check_column(name, f"{where}, column {place}")
        if name in names[: place - 1]:
            raise InputError(f"{where}: the column {name!r} is there twice")
    for name in REQUIRED:
        if name not in names:
            raise InputError(f"{where}: the column {name!r} is missing")
    if PLAIN_DESCRIPTION in names and "description_html" in names:
        raise InputError(f"{where}: give description or description_html, not both")


def check_column(name: str, where: str) -> None:
    """Raise InputError for an unknown column name, and suggest the nearest known one."""
    if name in KNOWN:
        return
    if not name:
        raise InputError(f"{where}: the column has no name")
    near = difflib.get_close_matches(name.lower(), KNOWN, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(KNOWN)}"
    raise InputError(f"{where}: there is no column {name[:80]!r}; {hint}")
