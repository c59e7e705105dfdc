"""Employers on Teamtailor, one row of boards.csv each."""

from scrapers.platforms.teamtailor import TeamtailorSpider


class Teamtailor(TeamtailorSpider):
    """The JSON Feed of a career site."""

    name = "teamtailor"
    # The boards decide the domains.
