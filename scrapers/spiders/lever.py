"""Employers on Lever, one row of boards.csv each."""

from scrapers.platforms.lever import LeverSpider


class Lever(LeverSpider):
    """The public postings API: https://github.com/lever/postings-api."""

    name = "lever"
    allowed_domains = ["api.lever.co"]
