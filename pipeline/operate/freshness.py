"""Check that a source delivered lately."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from pipeline.duration import read_duration
from pipeline.errors import StaleError, UsageError


def read_age(text: str) -> timedelta:
    """Return an age such as `36h`, `90m` or `2d`. Raises UsageError for any other text."""
    try:
        return read_duration(text)
    except ValueError:
        raise UsageError(f"{text!r} is not an age such as 36h, 90m or 2d") from None


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
