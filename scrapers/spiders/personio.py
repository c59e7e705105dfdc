"""Employers on Personio, one row of boards.csv each."""

from scrapers.platforms.personio import PersonioSpider


class Personio(PersonioSpider):
    """The XML feed: https://developer.personio.de/docs/retrieving-open-job-positions."""

    name = "personio"
    # The boards decide the domains.
