"""Check that a source delivered lately."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from pipeline.errors import StaleError, UsageError

_AGE = re.compile(r"(\d{1,5})\s*([mhd])")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


def read_age(text: str) -> timedelta:
    """Return an age such as `36h`, `90m` or `2d`. Raises UsageError for any other text."""
    match = _AGE.fullmatch(text.strip().casefold())
    if match is None or not int(match[1]):
        raise UsageError(f"{text!r} is not an age such as 36h, 90m or 2d")
    return int(match[1]) * _UNITS[match[2]]


def check_age(healthy: Iterable[datetime | None], oldest: timedelta, now: datetime) -> None:
    """Raise StaleError if the newest healthy run of all sources is older than `oldest`.

    `healthy` are the times (UTC) of the last healthy run of each source, None for none.
    """
    newest = max((at for at in healthy if at is not None), default=None)
    if newest is None:
        raise StaleError("no source has ever delivered: `payband status` says how each run went")
    if now - newest > oldest:
        raise StaleError(
            f"no source has delivered since {newest:%Y-%m-%d %H:%M} UTC: `payband status` says how "
            "each run went, `payband doctor` what is wrong"
        )
