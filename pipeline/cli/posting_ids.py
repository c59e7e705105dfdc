"""Distinguish a posting_id, and the id of a figure, from a text of pay in a user's argument."""

import re

from pipeline.errors import InputError
from pipeline.nearest import nearest

ID = re.compile(r"[0-9a-f]{16}")
WORD = re.compile(r"[0-9A-Za-z]+(?:[_:/.-][0-9A-Za-z]+)*")
FIGURES = (
    "pay", "histogram", "offer", "compare", "disclosure", "widest_range", "skill_premium",
    "elsewhere", "growth", "time_open", "roles", "share",
)  # fmt: skip
"""How ids of figures begin."""
FIGURE = re.compile(rf"(?:{'|'.join(FIGURES)})/[a-z_]+(?:/.*)?")
LIKE_FIGURE = re.compile(r"([A-Za-z_]+)/(?:[^\s/]+/)*[A-Za-z_]+(?:=.*)?")
"""Words between slashes, of which the last may have a value: no text of pay is written so."""
AROUND = " \t\r\n'\"<>`"
LONG = 8  # characters; a shorter word of letters and digits is more likely an amount


def bare_id(what: str) -> str:
    """Return an id without quotes and signs around it."""
    return what.strip(AROUND)


def posting_id_in(what: str) -> str | None:
    """Return the posting_id in `what`, without quotes; None for any other text."""
    bare = bare_id(what).lower()
    return bare if ID.fullmatch(bare) else None


def is_figure_id(what: str) -> bool:
    """Return whether a text is the id of a figure of a report; no text of pay looks like one."""
    return FIGURE.fullmatch(what.strip()) is not None


def check_no_figure(what: str) -> None:
    """Raise InputError for a text that looks like the id of a figure and is none.

    It begins with the name of a figure or with nearly that, in any case.
    """
    bare = bare_id(what)
    found = LIKE_FIGURE.fullmatch(bare)
    if found and (name := nearest(found[1], FIGURES)):
        raise InputError(
            f"{bare}: is no id of a figure; an id is {name}/, a unit and what it is of, in small "
            "letters, as in pay/year/country=US"
        )


def check_no_id(what: str) -> None:
    """Raise InputError for a text that looks like a wrong posting_id and has no pay."""
    bare = bare_id(what)
    letters, digits = (any(map(kind, bare)) for kind in (str.isalpha, str.isdigit))
    if WORD.fullmatch(bare) and ("_" in bare or (letters and digits and len(bare) >= LONG)):
        raise InputError(
            f"no such id: {bare}; a posting_id is 16 characters, 0 to 9 and a to f, as in the "
            "first column of an export"
        )
