"""Read sitemaps, the lists of a site's pages (https://www.sitemaps.org/protocol.html)."""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml import etree
from scrapy.http import Response
from scrapy.utils.sitemap import sitemap_urls_from_robots

from scrapers.middlewares.robots import beginning
from scrapers.platforms.schema_org.link_pattern import LinkPattern

# Words in the addresses of the job pages of sites.
JOBS = re.compile(
    r"(?<![a-z])(?:jobs?|careers?|vacanc(?:y|ies)|openings?|positions?|postings?|opportunit(?:y|ies)"
    r"|karriere|stellen\w{0,12}|emplois?|offres?|empleos?|vacatures?|praca|lavoro)(?![a-z])",
    re.IGNORECASE,
)
EVERY = LinkPattern("")  # no pattern given
LARGEST = 50 * 1024**2
"""Bytes of an unpacked sitemap, by the protocol."""
MOST_ADDRESSES = 50_000
"""Addresses of a sitemap, by the protocol."""
LONGEST_ADDRESS = 2_048
"""Characters of an address, by the protocol."""
MOST_TAGS = 1_500_000
"""Tags of a sitemap, 30 for each address: some list an address in twenty languages."""
ROOTS = ("urlset", "sitemapindex")
ENTRIES = ("url", "sitemap")
_READ = tuple(f"{{*}}{name}" for name in (*ROOTS, "loc"))
PIECE = 1 << 16
GZIP = b"\x1f\x8b"
_SAFE = {
    "recover": True,
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "collect_ids": False,
    "remove_comments": True,
    "remove_pis": True,
}


@dataclass(frozen=True, slots=True)
class Listed:
    """The addresses in a sitemap: further sitemaps, and pages.

    `bad` holds the texts that are not addresses. `more` is true where the sitemap is longer than
    the part that was read.
    """

    sitemaps: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    more: bool = False


def is_sitemap(response: Response) -> bool:
    """Return whether a response's address is that of a sitemap or of a robots.txt."""
    path = urlsplit(response.url).path.casefold()
    return path.endswith((".xml", ".xml.gz", "/robots.txt"))


def read_sitemap(response: Response, follow: LinkPattern = EVERY) -> Listed:
    """Return the addresses in a sitemap, compressed or not, or in a robots.txt.

    Pages must match `follow`; without `follow`, their address must look like a job's. Sitemaps
    must look like those of jobs; where none does, all count. Only the beginning is read of a file
    larger than the protocol allows. Raises ValueError for a text that is not a sitemap.
    """
    if urlsplit(response.url).path.endswith("/robots.txt"):
        named = islice(sitemap_urls_from_robots(beginning(response.body)), MOST_ADDRESSES)
        good, bad = _parted(named, response.url)
        return Listed(sitemaps=_like_jobs(good), bad=bad)
    reader = _Reader()
    good, bad = _parted(reader.addresses(response.body))
    if reader.root == "sitemapindex":
        return Listed(sitemaps=_like_jobs(good), bad=bad, more=reader.more)
    wanted = tuple(a for a in good if _wanted(a, follow))
    return Listed(pages=wanted, bad=bad, more=reader.more)


class _Reader:
    """Reads a sitemap piece by piece, without building a tree."""

    def __init__(self) -> None:
        self.root = ""
        self.more = False

    def addresses(self, body: bytes) -> Iterator[str]:
        """Yield as many addresses as the protocol allows; raise ValueError for no sitemap."""
        parser = etree.XMLPullParser(("start", "end"), tag=_READ, **_SAFE)
        found = 0
        try:
            for piece in self._pieces(body):
                parser.feed(piece)
                for address in self._read(parser):
                    found += 1
                    if found > MOST_ADDRESSES:
                        self.more = True
                        return
                    yield address
        except (etree.XMLSyntaxError, zlib.error) as error:
            raise ValueError(f"no sitemap: {type(error).__name__}: {error}") from None
        if not self.root:
            raise ValueError(f"no sitemap: it has none of {', '.join(ROOTS)}")

    def _read(self, parser: etree.XMLPullParser) -> Iterator[str]:
        """Yield the addresses that are complete, and free the elements read so far."""
        for event, element in parser.read_events():
            entry = element.getparent()
            if event == "start" and _name(element) in ROOTS:
                self.root = self.root or _name(element)
            elif event == "end" and entry is not None and _name(entry) in ENTRIES:
                yield (element.text or "").strip()
                while entry.getprevious() is not None:
                    del entry.getparent()[0]

    def _pieces(self, body: bytes) -> Iterator[bytes]:
        size = tags = 0
        for piece in _unpacked(body):
            size += len(piece)
            tags += piece.count(b"<")
            if size > LARGEST or tags > MOST_TAGS:
                self.more = True
                return
            yield piece


def _name(element: etree._Element) -> str:
    tag: str = element.tag
    return tag.rpartition("}")[2]


def _unpacked(body: bytes) -> Iterator[bytes]:
    """Yield the body in pieces, decompressed where it is gzip."""
    if not body.startswith(GZIP):
        yield from (body[at : at + PIECE] for at in range(0, len(body), PIECE))
        return
    while body.startswith(GZIP):
        reader = zlib.decompressobj(wbits=31)
        while not reader.eof and ((piece := reader.decompress(body, PIECE)) or body):
            yield piece
            body = reader.unconsumed_tail
        body = reader.unused_data


def _parted(addresses: Iterable[str], base: str = "") -> tuple[list[str], tuple[str, ...]]:
    """Return the distinct absolute addresses, and the texts that are not addresses."""
    good, bad = dict[str, None](), dict[str, None]()
    for address in addresses:
        found = _address(base, address)
        (bad if found is None else good)[found or address] = None
    return list(good), tuple(bad)


def _address(base: str, address: str) -> str | None:
    try:
        found = urljoin(base, address)
        parts = urlsplit(found)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return None
    return found if sound and len(found) <= LONGEST_ADDRESS else None


def _wanted(address: str, follow: LinkPattern) -> bool:
    return follow.matches(address) if follow else bool(JOBS.search(urlsplit(address).path))


def _like_jobs(addresses: Iterable[str]) -> tuple[str, ...]:
    known = tuple(dict.fromkeys(addresses))
    return tuple(a for a in known if JOBS.search(urlsplit(a).path)) or known
