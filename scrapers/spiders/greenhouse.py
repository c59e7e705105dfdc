"""Employers on Greenhouse, one row of boards.csv each."""

from scrapers.platforms.greenhouse.board import GreenhouseSpider


class Greenhouse(GreenhouseSpider):
    """The public job board API: https://developers.greenhouse.io/job-board.html."""

    name = "greenhouse"
    allowed_domains = ["boards-api.greenhouse.io"]
