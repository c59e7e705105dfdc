"""Real sources whose sites are the test's own, at PAYBAND_TEST_SITE: a board's path begins with it.

Each crawl logs the longest time for which its event loop did not turn.
"""

import asyncio
import os
import resource
import time
from datetime import timedelta
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import signals

from pipeline import clock
from scrapers import plan
from scrapers.middlewares import archive
from scrapers.platforms.adzuna import AdzunaSpider
from scrapers.platforms.jobicy import JobicySpider
from scrapers.platforms.lever import LeverSpider
from scrapers.platforms.personio import PersonioSpider
from scrapers.platforms.schema_org.site import SchemaOrgSpider
from scrapers.platforms.usajobs import UsaJobsSpider

SITE = os.environ.get("PAYBAND_TEST_SITE", "http://127.0.0.1:1")
BEAT = 0.02  # seconds

if limit := os.environ.get("PAYBAND_TEST_LARGEST_FILE"):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))  # a disk soon full

CLOCK = timedelta(seconds=int(os.environ.get("PAYBAND_TEST_CLOCK", "0")))  # so far ahead
right = clock.now
vars(plan)["now"] = vars(archive)["now"] = lambda: right() + CLOCK


class Near:
    allowed_domains: ClassVar[list[str]] = ["127.0.0.1"]

    @classmethod
    def from_crawler(cls: Any, crawler, *words, **more):
        spider = super().from_crawler(crawler, *words, **more)  # type: ignore[misc]  # the platform's
        crawler.signals.connect(spider.begin_to_beat, signals.engine_started)
        return spider

    def board_request(self, board):
        request = super().board_request(board)  # type: ignore[misc]  # the platform's
        path = urlsplit(request.url)._replace(scheme="", netloc="").geturl()
        return request.replace(url=f"{SITE}/{board.token}{path}")

    def begin_to_beat(self):
        self.longest = 0.0
        self.heart = asyncio.ensure_future(self.beat())

    async def beat(self):
        before = time.monotonic()
        while True:
            await asyncio.sleep(BEAT)
            now = time.monotonic()
            self.longest, before = max(self.longest, now - before - BEAT), now

    def closed(self, _reason):
        self.heart.cancel()
        self.logger.info("the loop stood still for %d ms at most", 1000 * self.longest)  # type: ignore[attr-defined]


class Api(Near, LeverSpider):
    name = "lever"


class Feed(Near, PersonioSpider):
    name = "personio"


class Pages(Near, SchemaOrgSpider):
    name = "careers"
    start_urls: ClassVar[list[str]] = [f"{SITE}/careers/0"]  # type: ignore[misc]
    follow = r"/careers/\d+$"


class Window(Near, JobicySpider):
    name = "jobicy"
    start_urls: ClassVar[list[str]] = [f"{SITE}/window"]  # type: ignore[misc]


ECHOES = ("good", "moved", "away", "page", "json", "forbidden")  # see keyed_site.py


class Adzuna(Near, AdzunaSpider):
    name = "adzuna"
    origin = SITE
    start_urls: ClassVar[list[str]] = [  # type: ignore[misc]
        f"{SITE}/v1/api/jobs/gb/search/1?what={kind}" for kind in ECHOES
    ]


class UsaJobs(Near, UsaJobsSpider):
    name = "usajobs"
    origin = SITE
    start_urls: ClassVar[list[str]] = [  # type: ignore[misc]
        f"{SITE}/api/search?Keyword={kind}&ResultsPerPage=500&Page=1" for kind in ECHOES
    ]
