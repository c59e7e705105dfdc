"""Send conditional requests (If-None-Match), and answer a 304 with the archived page."""

from pathlib import Path
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from models.page import Page
from pipeline.archive.index import exchange_at
from pipeline.archive.warc import Exchange
from pipeline.errors import InputError
from scrapers.base import BaseJobSpider
from scrapers.crawl_hub import CrawlHub
from scrapers.downloader.replay import as_response

CONDITIONS = ("If-None-Match", "If-Modified-Since")
CONFIRMED = ("Date", "Age")  # headers taken from the 304: RFC 9111, 4.3.4


class ConditionalRequests:
    """Downloader middleware next to the downloader: replaces a 304 by the archived page.

    The page is read from the archive of the crawl that received it, and written to the archive
    of this crawl, so each archive can be replayed by itself. A condition is sent only where the
    page was already read from the disk, so the page of a 304 is always available.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        if settings.get("PAYBAND_REPLAY") or not settings.get("PAYBAND_ARCHIVE"):
            raise NotConfigured
        self.hub = CrawlHub.of(crawler)
        self.known: dict[str, Page] = {}
        self.unchanged = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware. Raises NotConfigured in a replay and without an archive."""
        memory = cls(crawler)
        crawler.signals.connect(memory.spider_opened, signals.spider_opened)
        crawler.signals.connect(memory.spider_closed, signals.spider_closed)
        return memory

    async def spider_opened(self, spider: BaseJobSpider) -> None:
        """Look up the known pages of the source; does nothing outside a run."""
        if (store := self.hub.store) is not None:
            self.known = await store.call(store.raw.pages, spider.name)

    def process_request(self, request: Request) -> None:
        """Add the condition to a request for a page that is on the disk."""
        if not self.known:
            return
        for name in CONDITIONS:  # a redirect copies those of another page
            request.headers.pop(name, None)
        request.meta.pop("remembered", None)
        page = self.known.get(request.url) if request.method == "GET" else None
        kept = page and kept_page(page)
        if page and kept:
            request.meta["remembered"] = kept
            for name, value in zip(CONDITIONS, (page.etag, page.last_modified), strict=True):
                if value:
                    request.headers[name] = value

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the archived page in place of a 304."""
        kept: Exchange | None = request.meta.pop("remembered", None)
        if response.status != 304 or kept is None:
            return response
        self.unchanged += 1
        page = as_response(kept)
        page.request = request
        for confirmed in CONFIRMED:
            page.headers.setlist(confirmed, response.headers.getlist(confirmed))
        return page

    def spider_closed(self, spider: BaseJobSpider) -> None:
        """Log how many pages were unchanged."""
        if self.unchanged:
            spider.logger.info("pages unchanged, as their site answered (304): %d", self.unchanged)


def kept_page(page: Page) -> Exchange | None:
    """Return a page from its archive; None where it is missing or damaged."""
    try:
        found = exchange_at(Path(page.file), page.offset)
    except InputError:
        return None
    return found if found and (found.url, found.status) == (page.url, 200) else None


def page_of(source: str, response: Response) -> Page | None:
    """Return the page to keep for conditional requests; None unless archived with a validator."""
    request = response.request
    archived = response.meta.get("archived")
    if request is None or archived is None or (request.method, response.status) != ("GET", 200):
        return None
    said = [_said(response, name) for name in ("ETag", "Last-Modified")]
    if not any(said):
        return None
    file, offset = archived
    return Page(
        source=source,
        url=request.url,
        etag=said[0],
        last_modified=said[1],
        fetched_at=response.meta["fetched_at"],
        file=str(file),
        offset=offset,
    )


def _said(response: Response, name: str) -> str:
    """Return a header that can be sent back unchanged; "" for any other."""
    found = response.headers.get(name)
    value = found.decode("latin-1").strip() if found else ""
    return value if value.isascii() and value.isprintable() else ""
