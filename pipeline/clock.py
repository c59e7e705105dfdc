"""The time, as the store and the archive keep it."""

from datetime import UTC, datetime, timedelta

AHEAD = timedelta(days=1)
"""How far a time that somebody else wrote may be ahead of ours: clocks and time zones differ."""
MADE = datetime(2026, 11, 30, tzinfo=UTC)
"""When this version was made: a machine's clock that is before it is wrong, and no measure."""
FIRST = datetime(2000, 1, 1, tzinfo=UTC)
"""No page that holds a posting of today was received before."""


def now() -> datetime:
    """Return the time in UTC, in whole seconds.

    In SQLite times are text: those with a fraction would not sort among those without.
    """
    return datetime.now(UTC).replace(microsecond=0)


def doubtful(at: datetime) -> str:
    """Return in words what is wrong with a time (UTC) that an archive states; nothing if it may be.

    A posting that was last seen in the future would stay open, and its source rest, until then.
    """
    if FIRST <= at <= max(now(), MADE) + AHEAD:
        return ""
    way = "before there were such archives" if at < FIRST else "ahead of this machine's clock"
    return f"dated {at:%Y-%m-%d}, {way}: correct the date in the archive, or the clock"
