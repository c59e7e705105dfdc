"""The time, as the store and the archive keep it."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the time in UTC, in whole seconds.

    In SQLite times are text: those with a fraction would not sort among those without.
    """
    return datetime.now(UTC).replace(microsecond=0)
