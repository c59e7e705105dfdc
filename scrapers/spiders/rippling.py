"""Employers on Rippling, one row of boards.csv each."""

from scrapers.platforms.rippling import RipplingSpider


class Rippling(RipplingSpider):
    """The job board API: https://developer.rippling.com/documentation/job-board-api."""

    name = "rippling"
    allowed_domains = ["api.rippling.com"]
