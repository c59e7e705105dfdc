"""Employers on Lever's European host, one row of boards.csv each."""

from scrapers.platforms.lever import LeverSpider


class LeverEu(LeverSpider):
    """The same API for employers at jobs.eu.lever.co: https://github.com/lever/postings-api."""

    name = "lever_eu"
    platform = "lever_eu"
    host = "api.eu.lever.co"
    allowed_domains = ["api.eu.lever.co"]
