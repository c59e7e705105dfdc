"""Employers on Ashby, one row of boards.csv each."""

from typing import ClassVar

from scrapers.platforms.ashby import AshbySpider


class Ashby(AshbySpider):
    """The public posting API: https://developers.ashbyhq.com/docs/public-job-posting-api."""

    name = "ashby"
    allowed_domains: ClassVar[list[str]] = ["api.ashbyhq.com"]
