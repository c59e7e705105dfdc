"""Let a request with a key go to the key's origin only, wherever a redirect or page leads."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler

from scrapers.downloader.credentials import CREDENTIAL, Credential


class KeyGuard:
    """Stands first of all: not even the robots.txt of such an address is asked for."""

    @classmethod
    def from_crawler(cls, _crawler: Crawler) -> Self:
        """Return the middleware."""
        return cls()

    def process_request(self, request: Request) -> None:
        """Raise KeyWithheldError for a request whose key is for another origin."""
        credential: Credential | None = request.meta.get(CREDENTIAL)
        if credential is not None:
            credential.check(request.url)
