"""Sitemaps: which pages a site says it has (https://www.sitemaps.org/protocol.html)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from scrapy.http import Response
from scrapy.utils.gz import gunzip, gzip_magic_number
from scrapy.utils.sitemap import Sitemap, sitemap_urls_from_robots

from scrapers.platforms.link_pattern import LinkPattern

# How sites name the part of theirs that holds jobs.
JOBS = re.compile(
    r"(?<![a-z])(?:jobs?|careers?|vacanc(?:y|ies)|openings?|positions?|postings?|opportunit(?:y|ies)"
    r"|karriere|stellen\w{0,12}|emplois?|offres?|empleos?|vacatures?|praca|lavoro)(?![a-z])",
    re.IGNORECASE,
)
EVERY = LinkPattern("")  # no pattern of the user's
LARGEST = 64 * 1024**2  # bytes; the protocol allows 50 MB uncompressed


@dataclass(frozen=True, slots=True)
class Listed:
    """The addresses a sitemap lists: further sitemaps, and pages."""

    sitemaps: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


def is_sitemap(response: Response) -> bool:
    """Whether a response's address is that of a sitemap, or of a robots.txt that names some."""
    path = urlsplit(response.url).path.casefold()
    return path.endswith((".xml", ".xml.gz", "/robots.txt"))


def read_sitemap(response: Response, follow: LinkPattern = EVERY) -> Listed:
    """Return what a sitemap, packed or not, or a robots.txt lists.

    Of pages those whose address matches `follow`, or, without one, is named like a job's. Of
    sitemaps those named like jobs', or all where none is. Raises ValueError for a text that is
    no sitemap.
    """
    if urlsplit(response.url).path.endswith("/robots.txt"):
        named = sitemap_urls_from_robots(response.body, base_url=response.url)
        return Listed(sitemaps=_like_jobs(named))
    body = gunzip(response.body, max_size=LARGEST) if gzip_magic_number(response) else response.body
    try:
        sitemap = Sitemap(body)
        addresses = [entry["loc"] for entry in sitemap]
    except (AttributeError, LookupError, StopIteration, SyntaxError) as error:  # lxml's, too
        raise ValueError(f"no sitemap: {type(error).__name__}: {error}") from error
    if sitemap.type == "sitemapindex":
        return Listed(sitemaps=_like_jobs(addresses))
    return Listed(pages=tuple(a for a in addresses if _wanted(a, follow)))


def _wanted(address: str, follow: LinkPattern) -> bool:
    return follow.matches(address) if follow else bool(JOBS.search(urlsplit(address).path))


def _like_jobs(addresses: Iterable[str]) -> tuple[str, ...]:
    known = tuple(dict.fromkeys(addresses))
    return tuple(a for a in known if JOBS.search(urlsplit(a).path)) or known
