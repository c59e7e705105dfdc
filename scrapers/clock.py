"""Compare this machine's clock with the `Date` headers of the sites."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from scrapy.http import Response

OFF = timedelta(hours=16)
"""A difference that no mistaken time zone explains: this machine's clock is wrong."""
DIGITS = 9  # of an `Age` in seconds: thirty years


def ahead(response: Response, at: datetime) -> timedelta | None:
    """Return by how much `at`, the arrival time by our clock, is ahead of the site's time.

    None where the response has no `Date`. The `Age` of a cached response counts (RFC 9111, 5.1).
    """
    try:
        said = parsedate_to_datetime(_header(response, "Date"))
    except ValueError:
        return None
    age = _header(response, "Age")
    since = timedelta(seconds=int(age) if age.isdecimal() and len(age) <= DIGITS else 0)
    return at - said.replace(tzinfo=said.tzinfo or UTC) - since


def wrong(skew: timedelta) -> str:
    """Return a message about a clock that is `skew` ahead of all sites; "" for a good one."""
    if abs(skew) < OFF:
        return ""
    way = "ahead of" if skew > timedelta() else "behind"
    hours = abs(skew) / timedelta(hours=1)
    return f"this machine's clock is {hours:.0f} h {way} the site's: no posting counts as missing"


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1").strip()
