"""The current time in UTC, and a check of times that an archive states."""

import os
from datetime import UTC, date, datetime, timedelta

AHEAD = timedelta(days=1)
"""How far a time from outside may be ahead of our clock: clocks and time zones differ."""
MADE = datetime(2026, 11, 30, tzinfo=UTC)
"""When this version was released: a clock that shows an earlier time is wrong."""
FIRST = datetime(2000, 1, 1, tzinfo=UTC)
"""No archive of a posting is older than this."""


def system_time() -> datetime:
    """Return the time of the system in UTC; tests put a clock of their own in its place."""
    return datetime.now(UTC)


def now() -> datetime:
    """Return the time in UTC, in whole seconds.

    SQLite stores times as text: times with and without a fraction would not sort correctly.
    """
    return system_time().replace(microsecond=0)


def today() -> date:
    """Return the day in UTC on which what we write is made.

    SOURCE_DATE_EPOCH, seconds since 1970, takes the place of the clock: who makes a file anew can
    have the same bytes (reproducible-builds.org). Where it is no such number it doesn't count.
    """
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(stated), UTC).date()
    except (ValueError, OverflowError, OSError):
        return now().date()


def doubtful(at: datetime) -> str:
    """Return what is wrong with a time (UTC) that an archive states; empty where it is possible.

    A posting last seen in the future would stay open, and its source would not be crawled, until
    then.
    """
    if FIRST <= at <= max(now(), MADE) + AHEAD:
        return ""
    way = "before any archive of postings" if at < FIRST else "ahead of this machine's clock"
    return f"dated {at:%Y-%m-%d}, {way}: correct the date in the archive, or the clock"
