"""Stage: the web address of a posting, if it is safe to open."""

import re
from urllib.parse import quote, urlsplit

from pipeline.clean.stage import IssueDraft, Job, Reading

SCHEMES = frozenset({"http", "https"})
DROPPED = re.compile(r"[\t\r\n]|^[\x00-\x1f\s]+|[\x00-\x1f\s]+\Z")
"""Characters that browsers remove from an address (url.spec.whatwg.org)."""
HOST = re.compile(r"[\w.-]+|[0-9a-fA-F:.]+")


def url(job: Job) -> Reading:
    """Return url. Issue `url_unusable` for text that is not a web address."""
    given = job.raw.url
    if not given:
        return Reading()
    found = web_address(given)
    if found is None:
        return Reading(issues=(IssueDraft("url_unusable", "url", given),))
    return Reading({"url": found})


def web_address(text: str) -> str | None:
    """Return an http(s) address; None for any other text (`javascript:`, `mailto:`, a path).

    Spaces, control characters and bidirectional controls are percent-encoded, as in browsers. The
    address leads to the same page and has no invisible characters.
    """
    address = DROPPED.sub("", text)
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises ValueError if it is not a number
    except ValueError:
        return None
    if parts.scheme not in SCHEMES or not HOST.fullmatch(parts.hostname or ""):
        return None
    if address.isprintable() and " " not in address:
        return address
    return "".join(c if c.isprintable() and c != " " else quote(c, safe="") for c in address)
