"""dateparser for the dates no fast way reads: month names and `vor 3 Tagen`, in many languages.

dateparser takes some 4 ms a text and, left alone, makes a date of nearly anything. So one
parser is made and kept, it is strict, and it sees only texts that hold all of a date.
"""

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache

from dateparser.date import DateDataParser

LANGUAGES = ["en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv", "da", "cs", "vi", "ru", "tr"]
# Relative dates come out against this day, and are then counted from the fetch instead.
ANCHOR = datetime(2000, 6, 15, 12, tzinfo=UTC).replace(tzinfo=None)
LONGEST_AGO = timedelta(days=400)

WHOLE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
DAY = re.compile(r"(?<!\d)[0-3]?\d(?!\d)")
MONTH_NAME = re.compile(r"[^\W\d_]{3}")
# `vor 3 Tagen`, `3 dni temu`: a word besides the unit says that it counts back
COUNTED = re.compile(r"(?=\D{1,20}\d|\d{1,3}\s\S{1,10}\s\S)\D{0,20}\d{1,3}\s?\D{1,20}")


def parse_day(text: str, fetched_at: datetime | None) -> date | None:
    """Return the day of a text with a whole date, or a count of days back; else None."""
    if "+" in text or not MONTH_NAME.search(text):
        return None
    whole = WHOLE.search(text)
    if whole and DAY.search(text[: whole.start()] + " " + text[whole.end() :]):
        found = _parse(text)
        return found.date() if found and str(found.year) == whole[0] else None
    if not whole and fetched_at and COUNTED.fullmatch(text) and (found := _parse(text)):
        back = ANCHOR - found
        if timedelta(0) <= back <= LONGEST_AGO:
            return (fetched_at.astimezone(UTC) - back).date()
    return None


def _parse(text: str) -> datetime | None:
    found = _parser().get_date_data(text).date_obj
    if found is None or found.tzinfo is None:
        return found
    return found.astimezone(UTC).replace(tzinfo=None)


@cache
def _parser() -> DateDataParser:
    settings = {"STRICT_PARSING": True, "RELATIVE_BASE": ANCHOR, "DATE_ORDER": "DMY"}
    return DateDataParser(languages=LANGUAGES, settings=settings)
