"""Clean one posting or a DataFrame of postings, with checks of the arguments."""

from collections.abc import Mapping
from dataclasses import fields
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.raw import RawPosting
from pipeline.clean import engine
from pipeline.clean.employer.aliases import Aliases, user_aliases
from pipeline.clean.engine import Cleaned

if TYPE_CHECKING:
    import pandas as pd

_TEXTS = tuple(f.name for f in fields(RawPosting) if f.type is str or f.type == "str")


def clean(raw: RawPosting, *, employers_file: "str | PathLike[str] | None" = None) -> Cleaned:
    """Return the cleaned posting with its bands and issues.

    `employers_file` is a CSV of your own with other names of employers (docs/skills.md): the name
    stays as posted, `rules_version` tells of the file.

    Dates are days in UTC, amounts are in the currency of the band, `annual_*_usd` in US dollars
    at the ECB's rate of the posting's day. Raises TypeError if `raw` is not a RawPosting or one
    of its text fields is not text, InputError with row and field for a file that cannot be read.
    """
    if not isinstance(raw, RawPosting):
        raise TypeError(f"clean() takes a payband.RawPosting, not {_kind(raw)}")
    for name in _TEXTS:
        if not isinstance(getattr(raw, name), str):
            raise TypeError(f"RawPosting.{name} must be text, not {_kind(getattr(raw, name))}")
    return engine.clean(raw, aliases=aliases_of("clean", employers_file))


def clean_frame(
    frame: "pd.DataFrame",
    map: "Mapping[str, str] | None" = None,  # noqa: A002  # the word of the command line's --map
    *,
    employers_file: "str | PathLike[str] | None" = None,
) -> "pd.DataFrame":
    """Return one cleaned row for each row of `frame`, in the same order and with the same index.

    The columns of `frame` are recognised by their names and values (docs/tables.md); only a title
    is required. `map` says which column has a meaning, such as {"pay": "comp_text"}, where they
    are not found. `employers_file` is a CSV of your own with other names of employers: rows of one
    employer under two names may be one job (`duplicate_of`). The result has the columns of the
    data dictionary. Raises TypeError if `frame` is not a DataFrame, UsageError for a meaning that
    there is not, and InputError with file or row and field for what cannot be read.
    """
    import pandas as pd  # noqa: PLC0415  # half a second that clean() does not need

    from pipeline.tables.frame import clean_frame as clean_checked  # noqa: PLC0415
    from pipeline.tables.recognition.map_file import given_meanings  # noqa: PLC0415

    if not isinstance(frame, pd.DataFrame):
        raise TypeError(f"clean_frame() takes a pandas DataFrame, not {_kind(frame)}")
    aliases = aliases_of("clean_frame", employers_file)
    return clean_checked(frame, columns=given_meanings(map), aliases=aliases)


def aliases_of(door: str, employers_file: Any) -> Aliases:
    """Return the aliases of the rules and of a file. Raises TypeError for what is no path."""
    if not isinstance(employers_file, str | PathLike | None):
        raise TypeError(
            f"{door}() takes the path of an employers_file, not {_kind(employers_file)}"
        )
    return user_aliases(None if employers_file is None else Path(employers_file))


def _kind(value: Any) -> str:
    return "None" if value is None else type(value).__name__
