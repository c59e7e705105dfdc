"""Answer a crawl from an archive: the download handler for http and https in a replay."""

from pathlib import Path
from urllib.parse import urldefrag

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from pipeline.archive.index import ArchiveIndex
from pipeline.archive.warc import Exchange
from pipeline.caches import cached_file
from pipeline.clock import doubtful

REDACTED = "redacted"  # the flag of a response in which a key of the user was replaced


class NotInArchiveError(IgnoreRequest):
    """The archive holds no answer to a request."""


@cached_file
def open_index(path: str) -> ArchiveIndex:
    """Return the index of an archive, cached by path. Raises InputError."""
    return ArchiveIndex(Path(path))


class ReplayHandler(BaseDownloadHandler):
    """Answers each request from the archive at PAYBAND_REPLAY; reaches no network."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.index = open_index(crawler.settings["PAYBAND_REPLAY"])
        self.largest = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    async def download_request(self, request: Request) -> Response:
        """Return the archived response, and set the request's `fetched_at` to its time.

        Raises NotInArchiveError where the archive has no response or its time is impossible, and
        DownloadCancelledError where the body is larger than DOWNLOAD_MAXSIZE.
        """
        found = find(self.index, request)
        if found is None:
            words = f"{request.method} {urldefrag(request.url)[0]}"
            raise NotInArchiveError(f"{self.index.path} has no answer to {words}")
        if words := doubtful(found.at):
            raise NotInArchiveError(f"{self.index.path}: the answer to {request.url} is {words}")
        request.meta["fetched_at"] = found.at
        if 0 < self.largest < len(found.body):
            raise DownloadCancelledError(f"{request.url}: larger than {self.largest} bytes")
        return as_response(found)


def find(index: ArchiveIndex, request: Request) -> Exchange | None:
    """Return an archive's answer to a request, or None."""
    return index.find(request.method, urldefrag(request.url)[0], request.body)


def as_response(found: Exchange) -> Response:
    """Return an archived response as Scrapy would get it from the network."""
    headers = Headers()
    for name, value in found.headers:
        headers.appendlist(name, value)
    kind = responsetypes.from_args(headers=headers, url=found.url, body=found.body)
    flags = [REDACTED] if found.redacted else []
    return kind(url=found.url, status=found.status, headers=headers, body=found.body, flags=flags)
