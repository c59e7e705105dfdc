"""Say why a text that looks like a date gives no day."""

from datetime import datetime

from pipeline.clean.dates.day import is_no_day, read_day
from pipeline.clean.dates.order import KNOWN, DayOrder, shown_order

ORDERS = {
    None: "day or month first? Nothing says the country, whose habit decides",
    DayOrder.MIXED: "day or month first? The other days of the column are of both orders",
    DayOrder.OPEN: "day or month first? No day of the column decides, and its countries write both",
}
"""Why the order of day and month is not known."""
UNDATED = "it counts back from the day of collection, which is not known: --as-of DAY says it"
NO_DAY = "there is no such day"


def why_unread(
    text: str, fetched_at: datetime | None, at: datetime, order: DayOrder | None = None
) -> str:
    """Return why `read_day` reads no day in a text; "" where the text is no date at all.

    `at` is any time: with it, a text that counts back from the time of collection is read.
    """
    if is_no_day(text, order):
        return NO_DAY
    if order not in KNOWN and shown_order(text) is DayOrder.OPEN:
        return ORDERS[order]
    if fetched_at is None and read_day(text, at, order):
        return UNDATED
    return ""
