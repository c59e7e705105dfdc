"""Whether two postings of one board may have stood in one listing of it."""

from datetime import datetime
from typing import NamedTuple


class Listed(NamedTuple):
    """Between which times (UTC) a posting may have stood in its board's listing.

    `since` is when the crawl began that first saw it, None where that did not read the board
    whole: what it lacked may have been there. `until` is when the posting was last seen.
    """

    since: datetime | None
    until: datetime


def together(a: Listed | None, b: Listed | None) -> bool:
    """Return whether two postings of one board may have stood in one listing of it.

    They did not where one was last seen before the crawl that first saw the other, and that crawl
    read the board whole. Of a posting that no store saw (None) nothing is known.
    """
    if a is None or b is None:
        return True
    return not (_after(a, b) or _after(b, a))


def _after(later: Listed, earlier: Listed) -> bool:
    return later.since is not None and later.since > earlier.until
