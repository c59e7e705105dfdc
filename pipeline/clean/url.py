"""Stage: the address of a posting, where it is one that a reader may open."""

import re
from urllib.parse import quote, urlsplit

from pipeline.clean.stage import IssueDraft, Job, Reading

SCHEMES = frozenset({"http", "https"})
DROPPED = re.compile(r"[\t\r\n]|^[\x00-\x1f\s]+|[\x00-\x1f\s]+\Z")
"""What browsers leave out of an address (url.spec.whatwg.org)."""
HOST = re.compile(r"[\w.-]+|[0-9a-fA-F:.]+")


def url(job: Job) -> Reading:
    """Return url; doubts `url_unusable` for what is no address of the web."""
    given = job.raw.url
    if not given:
        return Reading()
    found = web_address(given)
    if found is None:
        return Reading(doubts=(IssueDraft("url_unusable", "url", given),))
    return Reading({"url": found})


def web_address(text: str) -> str | None:
    """Return an http(s) address, None for any other text (`javascript:`, `mailto:`, a path).

    Spaces, control characters and bidirectional controls are percent-encoded, as browsers do: the
    address leads to the same page and holds nothing invisible.
    """
    address = DROPPED.sub("", text)
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    if parts.scheme not in SCHEMES or not HOST.fullmatch(parts.hostname or ""):
        return None
    if address.isprintable() and " " not in address:
        return address
    return "".join(c if c.isprintable() and c != " " else quote(c, safe="") for c in address)
