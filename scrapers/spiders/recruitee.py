"""Employers on Recruitee, one row of boards.csv each."""

from scrapers.platforms.recruitee import RecruiteeSpider


class Recruitee(RecruiteeSpider):
    """The careers-site API: https://docs.recruitee.com/reference/intro-to-careers-site-api."""

    name = "recruitee"
    # The boards decide the domains.
