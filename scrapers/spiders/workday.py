"""Employers on Workday, one row of boards.csv each. Off unless turned on by name."""

from scrapers.platforms.workday import WorkdaySpider


class Workday(WorkdaySpider):
    """The service behind a career site, which the terms close to robots (rules/sources/)."""

    name = "workday"
    # No domains: those of its boards.
