"""This machine's clock beside those of the sites it asks."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from scrapy.http import Response

OFF = timedelta(hours=16)
"""So far apart that no time zone taken for UTC explains it: this machine's clock is wrong."""
DIGITS = 9  # of an age in seconds: thirty years


def ahead(response: Response, at: datetime) -> timedelta | None:
    """Return by how much `at`, when a response came by our clock, is ahead of the site's own.

    None where the site doesn't say the time. What lay in a cache says its age.
    """
    try:
        said = parsedate_to_datetime(_header(response, "Date"))
    except ValueError:
        return None
    age = _header(response, "Age")
    since = timedelta(seconds=int(age) if age.isdecimal() and len(age) <= DIGITS else 0)
    return at - said.replace(tzinfo=said.tzinfo or UTC) - since


def wrong(skew: timedelta) -> str:
    """Return what is said of a clock that is that far ahead of all sites; nothing of a good one."""
    if abs(skew) < OFF:
        return ""
    way = "ahead of" if skew > timedelta() else "behind"
    hours = abs(skew) / timedelta(hours=1)
    return f"this machine's clock is {hours:.0f} h {way} the site's: what is missing proves nothing"


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1").strip()
