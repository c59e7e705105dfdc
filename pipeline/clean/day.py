"""Read one date: the forms of job boards the fast way, the rest through dateparser.

A date is read only where the text holds a whole one. `May`, `2026`, `Q1 2026`, `12` and
`30+ days ago` are no dates, whatever a parser makes of them.
"""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

from pipeline.clean.day_ago import ago
from pipeline.clean.day_parser import parse_day

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
SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:,? \d{2}:\d{2}(?::\d{2})?)?")
YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
RFC = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? \S{1,5}")

MONTH_FIRST = frozenset({"US", "PH", "PR", "GU", "FM", "MH", "PW"})
"""Countries that write 03/04/2026 for March 4 (CLDR's short dates)."""


@lru_cache(maxsize=65_536)
def read_day(text: str, fetched_at: datetime | None = None, country: str = "") -> date | None:
    """Return the day (UTC) a text says, or None.

    `fetched_at` is what `6d ago` is reckoned from; without it that is None. `country` (ISO
    alpha-2) decides 03/04/2026 by its habit; without it such a date is None.
    """
    if not text or len(text) > LONGEST:
        return None
    text = SAID.sub("", text, count=1) if SAID.match(text) else text
    try:
        day = _fast(text, country) or ago(text, fetched_at) or parse_day(text, fetched_at)
    except (ValueError, OverflowError):
        return None  # the form of a date, but of no day there is: 2026-02-30
    return day if day and EARLIEST <= day.year <= LATEST else None


def _fast(text: str, country: str) -> date | None:
    if match := EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(match[1]), UTC).date()
    if ISO.fullmatch(text):
        return _iso(text)
    if COMPACT.fullmatch(text):
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    if match := YEAR_FIRST.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := SLASHED.fullmatch(text):
        return _slashed(int(match[1]), int(match[3]), int(match[4]), match[2], country)
    return _utc(parsedate_to_datetime(text)) if RFC.fullmatch(text) else None


def _iso(text: str) -> date:
    text = FRACTION.sub(lambda m: f".{m[1][:6]:0<6}", text.removesuffix("UTC").rstrip())
    return _utc(datetime.fromisoformat(text))


def _utc(moment: datetime) -> date:
    """Return the day in UTC; a time without zone is taken as UTC."""
    return (moment.astimezone(UTC) if moment.tzinfo else moment).date()


def _slashed(first: int, second: int, year: int, sign: str, country: str) -> date | None:
    """Return the day of 25/12/2026; of 03/04/2026 only where the order is known."""
    if first > 12 or first == second or sign == ".":
        return date(year, second, first)
    if second > 12 or country in MONTH_FIRST:
        return date(year, first, second)
    return date(year, second, first) if country else None
