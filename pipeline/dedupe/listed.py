"""Whether two postings of one board may have been in its listing together."""

from datetime import datetime
from typing import NamedTuple


class Listed(NamedTuple):
    """Between which times (UTC) a posting may have been in its board's listing.

    `since` is when the crawl that first saw it began. It is None where that crawl did not read the
    whole board: the posting may have been there before. `until` is when it was last seen.
    """

    since: datetime | None
    until: datetime


def together(a: Listed | None, b: Listed | None) -> bool:
    """Return whether two postings of one board may have been in its listing together.

    They were not, if one was last seen before the crawl that first saw the other, and that crawl
    read the whole board. None stands for a posting that no store has: then it is unknown (True).
    """
    if a is None or b is None:
        return True
    return not (_after(a, b) or _after(b, a))


def _after(later: Listed, earlier: Listed) -> bool:
    return later.since is not None and later.since > earlier.until
