"""Employers on Breezy, one row of boards.csv each."""

from scrapers.platforms.breezy import BreezySpider


class Breezy(BreezySpider):
    """The JSON of a careers page, and each wanted job's own page."""

    name = "breezy"
    # The boards decide the domains.
