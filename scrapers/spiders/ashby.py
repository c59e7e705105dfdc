"""Employers on Ashby, one row of boards.csv each."""

from scrapers.platforms.ashby.board import AshbySpider


class Ashby(AshbySpider):
    """The public posting API: https://developers.ashbyhq.com/docs/public-job-posting-api."""

    name = "ashby"
    allowed_domains = ["api.ashbyhq.com"]
