"""Answer a crawl from an archive: the download handler of http and https in a replay."""

from functools import cache
from pathlib import Path
from urllib.parse import urldefrag

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from pipeline.store.archive_index import ArchiveIndex


class NotInArchiveError(IgnoreRequest):
    """The archive holds no answer to a request."""


@cache
def open_index(path: str) -> ArchiveIndex:
    """Return the index of an archive, one for all who ask. Raises InputError."""
    return ArchiveIndex(Path(path))


class ReplayHandler(BaseDownloadHandler):
    """Answers each request from the archive at PAYBAND_REPLAY; reaches no network."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.index = open_index(crawler.settings["PAYBAND_REPLAY"])

    async def download_request(self, request: Request) -> Response:
        """Return the archived response, and set the request's `fetched_at` to its time.

        Raises NotInArchiveError where there is none.
        """
        url = urldefrag(request.url)[0]
        found = self.index.find(request.method, url, request.body)
        if found is None:
            raise NotInArchiveError(f"{self.index.path} has no answer to {request.method} {url}")
        request.meta["fetched_at"] = found.at
        headers = Headers()
        for name, value in found.headers:
            headers.appendlist(name, value)
        kind = responsetypes.from_args(headers=headers, url=url, body=found.body)
        return kind(url=url, status=found.status, headers=headers, body=found.body)
