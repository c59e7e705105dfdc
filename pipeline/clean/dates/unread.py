"""Say why a text that looks like a date gives no day."""

from datetime import datetime

from pipeline.clean.dates.day import SLASHED, is_no_day, read_day

ORDER = "day or month first? Nothing says the country, whose habit decides"
UNDATED = "it counts back from the day of collection, which is not known: --as-of DAY says it"
NO_DAY = "there is no such day"


def why_unread(text: str, fetched_at: datetime | None, at: datetime, country: str = "") -> str:
    """Return why `read_day` reads no day in a text; "" where the text is no date at all.

    `at` is any time: with it, a text that counts back from the time of collection is read.
    """
    if is_no_day(text, country):
        return NO_DAY
    if SLASHED.fullmatch(text) and not country:
        return ORDER
    if fetched_at is None and read_day(text, at, country):
        return UNDATED
    return ""
