"""Normalize apply links: the links of one job on many boards lead to the same address."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from models.raw import RawPosting
from pipeline.caches import cached_file
from pipeline.rules.sources import apply_addresses

LONGEST = 2_000
"""Characters of an address that are read."""
FOLLOWED = re.compile(
    r"utm_\w+|gh_src|gclid|fbclid|msclkid|mc_\w+|src|source|ref|referrer|referer|lever-\w+|via|trk",
    re.IGNORECASE,
)
"""Query parameters that say where a reader came from (tracking)."""
APPLY = re.compile(r"/(?:apply|application|apply-now|thanks)/?$", re.IGNORECASE)
OWN = re.compile(r"\d{3}|[a-z]+-[a-z]+-[a-z\d]+", re.IGNORECASE)
"""What the address of one job has and a page of all jobs lacks: a number or three joined words."""


def addresses(raw: RawPosting) -> tuple[str, ...]:
    """Return the normalized addresses of a posting: its URL, and links to known platforms."""
    own = canonical(raw.url)
    beside = (platform_address(text) for text in _texts(raw.extra))
    return tuple(sorted({found for found in (own, *beside) if found}))


def canonical(url: str) -> str | None:
    """Return an address in normalized form; None where it is not the address of one job.

    An address of a known platform becomes `platform/id`. Any other becomes host and path, without
    `www`, tracking parameters and a final `/apply`, with a fragment that names one job of a page.
    """
    if known := platform_address(url):
        return known
    try:
        parts = urlsplit(url.strip()[:LONGEST])
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    path = APPLY.sub("", parts.path.rstrip("/"))
    kept = [f"{k}={v}" for k, v in parse_qsl(parts.query) if not FOLLOWED.fullmatch(k)]
    found = path + (f"?{'&'.join(sorted(kept))}" if kept else "")
    if OWN.search(parts.fragment):
        found += f"#{parts.fragment}"  # a page of several jobs
    return host + found if host and OWN.search(found) else None


def platform_address(url: str) -> str | None:
    """Return `platform/id` where an address is one of a platform, else None."""
    for platform, pattern in _platforms():
        if match := pattern.search(url[:LONGEST]):
            return f"{platform}/{match[1].casefold()}"
    return None


@cached_file
def _platforms() -> tuple[tuple[str, "re.Pattern[str]"], ...]:
    rows = apply_addresses()
    return tuple((row.platform, re.compile(row.pattern, re.IGNORECASE)) for row in rows)


def _texts(extra: Any) -> Iterator[str]:
    """Yield the values of a record that are addresses."""
    for value in extra.values():
        if isinstance(value, str) and value.startswith("http"):
            yield value
