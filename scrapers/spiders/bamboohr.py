"""Employers on BambooHR, one row of boards.csv each."""

from scrapers.platforms.bamboohr import BambooHrSpider


class BambooHr(BambooHrSpider):
    """The JSON of a careers page, and the details of wanted jobs."""

    name = "bamboohr"
    # The boards decide the domains.
