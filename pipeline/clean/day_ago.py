"""Read `6 days ago`, `8h ago`, `yesterday`: days counted back from the fetch."""

import re
from datetime import UTC, date, datetime, timedelta

TODAY = frozenset({"today", "now", "just now", "just posted", "just", "moments ago", "new"})
COUNTED = re.compile(
    r"(?:about |approx\.? |~)?(\d{1,3}|an?|one) ?"
    r"(seconds?|secs?|s|minutes?|mins?|min|m|hours?|hrs?|hr|h|days?|d|weeks?|wks?|w|months?|mo)"
    r"\.? ago",
    re.IGNORECASE,
)
UNITS = {
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}
DAYS_OF_MONTH = 30.44


def ago(text: str, fetched_at: datetime | None) -> date | None:
    """Return the day (UTC) that a relative date means; None for any other text.

    `30+ days ago` says no day, so it has none. Months are 30.44 days.
    """
    words = text.casefold()
    if fetched_at is None:
        return None
    fetched_at = fetched_at.astimezone(UTC) if fetched_at.tzinfo else fetched_at
    if words in TODAY:
        return fetched_at.date()
    if words == "yesterday":
        return fetched_at.date() - timedelta(days=1)
    match = COUNTED.fullmatch(words)
    return (fetched_at - _span(match[1], match[2])).date() if match else None


def _span(count: str, unit: str) -> timedelta:
    number = int(count) if count.isdigit() else 1
    if unit.startswith("mo"):
        return timedelta(days=round(number * DAYS_OF_MONTH))
    return number * UNITS[unit[0]]
