"""A spider over a site of the test's own, at PAYBAND_TEST_SITE."""

import os
import resource
from typing import ClassVar

from scrapy import Request

from scrapers.base import BaseJobSpider
from scrapers.downloader.credentials import Credential, signed

SITE = os.environ.get("PAYBAND_TEST_SITE", "http://127.0.0.1:1")
KEYED = Credential(SITE, {"key": "s3c&ret"}, {"X-Key": "h3ader", "User-Agent": "me@example.org"})


if limit := os.environ.get("PAYBAND_TEST_LARGEST_FILE"):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))  # a disk soon full


class Tiny(BaseJobSpider):
    name = os.environ.get("PAYBAND_TEST_SOURCE", "tiny")
    newest_first = "PAYBAND_TEST_NEWEST" in os.environ
    platform = "tiny"
    allowed_domains: ClassVar[list[str]] = ["127.0.0.1"]

    def board_request(self, board):
        request = Request(f"{SITE}/{board.token}")
        return signed(request, KEYED) if board.token.startswith("keyed") else request

    def parse(self, response):
        page = response.json()
        if "total" in page:
            self.claim(response, page["total"])
        yield from self.read_each(response, page["jobs"], self.read)
        for path in page.get("next", []):
            yield response.follow(path)
        if page.get("raise"):
            raise RuntimeError("the callback raises")

    def read(self, response, job):
        if job.get("unlisted"):
            self.rule_out(response, "unlisted")
            return None
        key = f"{self.board(response).token}:{job['id']}"
        posting = self.posting(
            response,
            source_key=key,
            url=job["url"],
            title=job["title"],
            posted=job.get("posted", ""),
        )
        if "detail" in job:
            return response.follow(job["detail"], self.parse, errback=lambda _failure: [posting])
        return posting
