"""Arbeitnow, mostly jobs in Germany. Its terms ask for a link back."""

from scrapers.platforms.arbeitnow import ArbeitnowSpider


class Arbeitnow(ArbeitnowSpider):
    """The public API: https://www.arbeitnow.com/blog/job-board-api."""

    name = "arbeitnow"
    allowed_domains = ["www.arbeitnow.com"]
    start_urls = ["https://www.arbeitnow.com/api/job-board-api?page=1"]
