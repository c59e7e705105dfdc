"""Send a request with a key only to the key's origin, also after a redirect."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler

from scrapers.downloader.credentials import CREDENTIAL, Credential


class KeyGuard:
    """The first middleware: it stops such a request before its robots.txt is requested."""

    @classmethod
    def from_crawler(cls, _crawler: Crawler) -> Self:
        """Return the middleware."""
        return cls()

    def process_request(self, request: Request) -> None:
        """Raise KeyWithheldError for a request whose key is for another origin."""
        credential: Credential | None = request.meta.get(CREDENTIAL)
        if credential is not None:
            credential.check(request.url)
