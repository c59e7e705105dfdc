"""Obey robots.txt; a robots.txt that cannot be read forbids the host (RFC 9309, 2.3.1)."""

import asyncio
import logging
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import HtmlResponse, Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser, RobotParser

logger = logging.getLogger(__name__)

AGENT = "payband"
ASKED_ANEW = "asked_anew"
"""The key of `Request.meta` for what no earlier crawl can answer: a site may change its rules."""

LARGEST = 512 * 1024
"""Bytes of a robots.txt that are read; the RFC requires at least 500 KiB."""


class RobotsError(IgnoreRequest):
    """The site's robots.txt could not be read, which closes its host."""


class RobotsForbidError(RobotsError):
    """The site's robots.txt forbids a page."""


class RobotsGate:
    """Passes on a request once its host's robots.txt was read and allows it.

    Scrapy's own middleware crawls where robots.txt does not arrive. This one does not crawl a
    host where robots.txt leads to a server error, a 429, a timeout or a redirect loop. Any other
    4xx means that the host has no robots.txt, which allows everything.
    """

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self.crawler = crawler
        self.hosts: dict[str, asyncio.Future[RobotParser | RobotsError]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware. Raises NotConfigured unless ROBOTSTXT_OBEY."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise RobotsError for a request that may not be made."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        parts = urlsplit(request.url)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self.hosts:
            self.hosts[root] = asyncio.ensure_future(self._read(f"{root}/robots.txt"))
        rules = await asyncio.shield(self.hosts[root])
        if isinstance(rules, RobotsError):
            raise rules
        if not rules.allowed(request.url, AGENT):
            raise RobotsForbidError("robots.txt forbids it")
        request.meta["pace"] = rules.crawl_delay(AGENT) or 0.0

    async def _read(self, url: str) -> RobotParser | RobotsError:
        """Return the rules of a host, or why it is closed."""
        # OffsiteMiddleware has already decided that the host may be asked
        meta = {"dont_obey_robotstxt": True, "allow_offsite": True, ASKED_ANEW: True}
        request = Request(url, priority=1000, meta=meta, callback=NO_CALLBACK)
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001  # any error closes the host
            closed = RobotsError(f"robots.txt can't be read, so nothing is crawled: {error!r}")
            closed.__cause__ = error
            return closed
        if response.status == 429 or response.status >= 500:
            return RobotsError(f"robots.txt answered {response.status}, so nothing is crawled")
        if isinstance(response, HtmlResponse) and response.status < 300:
            logger.warning("%s is a web page, not robots.txt rules: ignored", url)
        return ProtegoRobotParser.from_crawler(self.crawler, _rules(response))


def _rules(response: Response) -> bytes:
    return beginning(response.body) if response.status < 300 else b""


def beginning(robots: bytes) -> bytes:
    """Return the part of a robots.txt that is read, in whole lines (RFC 9309, section 2.5)."""
    if len(robots) <= LARGEST:
        return robots
    return robots[: robots.rfind(b"\n", 0, LARGEST) + 1]
