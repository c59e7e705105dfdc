"""Parse one date: common forms of job boards directly, the others with dateparser.

Only a complete date is read. `May`, `2026`, `Q1 2026`, `12` and `30+ days ago` are not dates,
even if a parser accepts them.
"""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from pipeline.caches import cached_reader
from pipeline.clean.dates.order import KNOWN, DayOrder, shown_order

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

LONGEST = 80
EARLIEST, LATEST = 1990, 2100

SAID = re.compile(
    r"(?:(?:re)?posted|found|published|active|updated|listed|added|created|opened|opens|closes|"
    r"closing(?: date)?|closing on|deadline|apply by|apply before|expires|valid until|until)"
    r"(?: on)?[: ]\s*",
    re.IGNORECASE,
)
EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d{1,9})?")
ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.{0,24})?")
FRACTION = re.compile(r"\.(\d{1,9})")
COMPACT = re.compile(r"(?:19|20)\d{6}")
SLASHED = re.compile(
    r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:,? \d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?)?", re.IGNORECASE
)
YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
CHARACTERS = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")
RFC = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? \S{1,5}")


def read_day(
    text: str, fetched_at: datetime | None = None, order: DayOrder | None = None
) -> date | None:
    """Return the day (UTC) that a text states, or None.

    `6d ago` counts back from `fetched_at`; without it the result is None. `order` is that of
    03/04/2026; where it is not known, the result is None.
    """
    timed = EPOCH.fullmatch(text) or (len(text) > len("2026-11-30") and ISO.fullmatch(text))
    # with a time each text is another one: a cache would only take memory
    return (_read if timed else _read_once)(text, fetched_at, order)


@cached_reader(65_536)
def _read_once(text: str, fetched_at: datetime | None, order: DayOrder | None) -> date | None:
    return _read(text, fetched_at, order)


def _read(text: str, fetched_at: datetime | None, order: DayOrder | None) -> date | None:
    if not text or len(text) > LONGEST:
        return None
    text = SAID.sub("", text, count=1) if SAID.match(text) else text
    try:
        day = _fast(text, order) or ago(text, fetched_at) or parse_day(text, fetched_at, order)
    except (ValueError, OverflowError):
        return None  # looks like a date, but the day does not exist: 2026-02-30
    return day if day and EARLIEST <= day.year <= LATEST else None


def is_no_day(text: str, order: DayOrder | None = None) -> bool:
    """Return whether a text has the form of a date, and no month has that day: 2026-02-30."""
    try:
        _fast(text, order)
    except (ValueError, OverflowError):
        return True
    return False


def _fast(text: str, order: DayOrder | None) -> date | None:
    if match := EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(match[1]), UTC).date()
    if ISO.fullmatch(text):
        return _iso(text)
    if COMPACT.fullmatch(text):
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    if match := YEAR_FIRST.fullmatch(text) or CHARACTERS.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := SLASHED.fullmatch(text):
        return _slashed(int(match[1]), int(match[3]), int(match[4]), match[2], order)
    return _utc(parsedate_to_datetime(text)) if RFC.fullmatch(text) else None


def _iso(text: str) -> date:
    text = text.removesuffix("UTC").rstrip()
    if "." in text:
        text = FRACTION.sub(lambda m: f".{m[1][:6]:0<6}", text)
    return _utc(datetime.fromisoformat(text))


def _utc(moment: datetime) -> date:
    """Return the day in UTC. A time without a zone is in UTC."""
    return (moment.astimezone(UTC) if moment.tzinfo else moment).date()


def _slashed(first: int, second: int, year: int, sign: str, order: DayOrder | None) -> date | None:
    """Return the day of 25/12/2026, and of 03/04/2026 only if the order is known."""
    if first > 12 or first == second or sign == ".":
        return date(year, second, first)
    if second > 12 or order is DayOrder.MONTH_FIRST:
        return date(year, first, second)
    return date(year, second, first) if order is DayOrder.DAY_FIRST else None


TODAY = frozenset(
    {
        *("today", "now", "just now", "just posted", "just", "moments ago", "new"),
        *("heute", "gerade eben", "aujourd'hui", "hoy", "hoje", "oggi", "vandaag", "dzisiaj"),
        *("dzi\u015b", "i dag", "idag", "t\u00e4n\u00e4\u00e4n", "dnes", "bug\u00fcn"),
        *("сегодня", "сьогодні", "今天", "今日", "本日", "오늘", "h\u00f4m nay"),
    }
)
YESTERDAY = frozenset(
    {
        *("yesterday", "gestern", "hier", "ayer", "ontem", "ieri", "gisteren", "wczoraj"),
        *("i g\u00e5r", "ig\u00e5r", "eilen", "v\u010dera", "d\u00fcn"),
        *("вчера", "вчора", "昨天", "昨日", "어제", "h\u00f4m qua"),
    }
)
AGO = re.compile(
    r"(?:about |approx\.? |~)?(\d{1,3}|an?|one) ?"
    r"(seconds?|secs?|s|minutes?|mins?|min|m|hours?|hrs?|hr|h|days?|d|weeks?|wks?|w|months?|mo)"
    r"\.? ago",
    re.IGNORECASE,
)
SHORT_AGO = re.compile(r"(\d{1,3}) ?(mo|[hdw])", re.IGNORECASE)
"""A count of days back without `ago`, as some boards show it: `3d`."""
AGO_UNITS = {
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}
DAYS_OF_MONTH = 30.44


def ago(text: str, fetched_at: datetime | None) -> date | None:
    """Return the day (UTC) of a relative date; None for any other text.

    `30+ days ago` does not state a day: None. A month has 30.44 days.
    """
    words = text.casefold()
    if fetched_at is None:
        return None
    fetched_at = fetched_at.astimezone(UTC) if fetched_at.tzinfo else fetched_at
    if words in TODAY:
        return fetched_at.date()
    if words in YESTERDAY:
        return fetched_at.date() - timedelta(days=1)
    match = AGO.fullmatch(words) or SHORT_AGO.fullmatch(words)
    return (fetched_at - _ago_span(match[1], match[2])).date() if match else None


def _ago_span(count: str, unit: str) -> timedelta:
    number = int(count) if count.isdigit() else 1
    if unit.startswith("mo"):
        return timedelta(days=round(number * DAYS_OF_MONTH))
    return number * AGO_UNITS[unit[0]]


LANGUAGES = ["en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv", "da", "cs", "vi", "ru", "tr"]
# dateparser reads relative dates against this day; the difference is then applied to the fetch.
ANCHOR = datetime(2000, 6, 15, 12, tzinfo=UTC).replace(tzinfo=None)
LONGEST_AGO = timedelta(days=400)

WHOLE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
DAY = re.compile(r"(?<!\d)[0-3]?\d(?!\d)")
MONTH_NAME = re.compile(r"[^\W\d_]{3}")
# `vor 3 Tagen`, `3 dni temu`: a word beside the unit says that it counts back
COUNTED = re.compile(r"(?=\D{1,20}\d|\d{1,3}\s\S{1,10}\s\S)\D{0,20}\d{1,3}\s?\D{1,20}")


def parse_day(text: str, fetched_at: datetime | None, order: DayOrder | None) -> date | None:
    """Return the day (UTC) of a text with a complete date or a count of days back; else None."""
    if "+" in text or not MONTH_NAME.search(text):
        return None
    is_open = shown_order(text) is DayOrder.OPEN
    if is_open and order not in KNOWN:
        return None
    month_first = is_open and order is DayOrder.MONTH_FIRST
    whole = WHOLE.search(text)
    if whole and DAY.search(text[: whole.start()] + " " + text[whole.end() :]):
        found = _parse(text, month_first)
        return found.date() if found and str(found.year) == whole[0] else None
    if (
        not whole
        and fetched_at
        and COUNTED.fullmatch(text)
        and (found := _parse(text, month_first))
    ):
        back = ANCHOR - found
        if timedelta(0) <= back <= LONGEST_AGO:
            return (fetched_at.astimezone(UTC) - back).date()
    return None


def _parse(text: str, month_first: bool = False) -> datetime | None:
    found = _parser(month_first).get_date_data(text).date_obj
    if found is None or found.tzinfo is None:
        return found
    return found.astimezone(UTC).replace(tzinfo=None)


@cached_reader(2)
def _parser(month_first: bool) -> "DateDataParser":
    from dateparser.date import DateDataParser  # noqa: PLC0415  # most dates need no parser

    settings = {
        "STRICT_PARSING": True,
        "RELATIVE_BASE": ANCHOR,
        "DATE_ORDER": "MDY" if month_first else "DMY",
    }
    return DateDataParser(languages=LANGUAGES, settings=settings)
