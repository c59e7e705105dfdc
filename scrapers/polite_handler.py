"""The download handler for http and https: it waits for the host throttle, checks and sends."""

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response
from twisted.internet.error import ConnectError

from scrapers.downloader.addresses import ForbiddenAddressError, check_url
from scrapers.downloader.closing import Closing
from scrapers.downloader.credentials import as_asked, as_sent, blot_out
from scrapers.downloader.host_throttle import BUSY, HostThrottle
from scrapers.downloader.reachable import reachable
from scrapers.downloader.resolver import why_refused
from scrapers.extensions.reach import Reach
from scrapers.middlewares.faults import UnreachableError

UNASKED = 0.2  # share of a rest where a name wasn't found: no host was asked


class PoliteHandler(HTTP11DownloadHandler):
    """Sends a request if its address is allowed, and when the host may be asked.

    It waits here and not in a middleware: requests in a host's queue have already passed every
    middleware, but a request that waits here keeps the only slot of its host.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        settings = crawler.settings
        self.closing = crawler.get_extension(Closing) or Closing(crawler)
        self.reach = crawler.get_extension(Reach) or Reach(crawler)
        self.reachable = reachable(settings)
        self.courtesy = HostThrottle(
            settings.getfloat("PAYBAND_REST"), settings.getfloat("PAYBAND_PATIENCE")
        )

    async def download_request(self, request: Request) -> Response:
        """Return the response.

        Raises ForbiddenAddressError, DeferredError, KeyWithheldError, CrawlEndsError.
        """
        check_url(request.url, self.reachable)
        host = urlsplit(request.url).hostname or ""
        tries = request.meta.get("retry_times", 0)
        with self.closing.before_sending():
            await self.courtesy.turn(host, request.meta.get("pace", 0.0))
        sent = as_sent(request)
        try:
            response = await self._send(sent)
        except CannotResolveHostError as error:
            self.courtesy.failed(host, tries, UNASKED)
            from twisted.internet import reactor  # noqa: PLC0415  # an import installs it

            if why := why_refused(reactor, host):
                raise ForbiddenAddressError(why) from error
            self.reach.failed(host, error, tries)
            raise
        except Exception as error:
            self.courtesy.failed(host, tries)
            self.reach.failed(host, error, tries)
            blot_out(error, request)
            raise
        asks = response.status in BUSY and response.headers.get("Retry-After")
        said = asks.decode("latin-1") if asks else ""
        self.courtesy.answered(host, response.status, said, tries)
        return as_asked(response, request, sent)

    async def _send(self, request: Request) -> Response:
        """Return the response. Raises UnreachableError (retried) for no route to the host."""
        try:
            with self.closing.sending():
                return await super().download_request(request)
        except ConnectError as error:
            raise UnreachableError(str(error)) from error
