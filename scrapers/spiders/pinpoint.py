"""Employers on Pinpoint, one row of boards.csv each."""

from scrapers.platforms.pinpoint import PinpointSpider


class Pinpoint(PinpointSpider):
    """The JSON of a careers page."""

    name = "pinpoint"
    # The boards decide the domains.
