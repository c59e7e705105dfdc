"""Employers on Workday, one row of boards.csv each. Off unless turned on by name."""

from scrapers.platforms.workday import WorkdaySpider


class Workday(WorkdaySpider):
    """The service behind a career site; its terms forbid robots (rules/sources/workday.toml)."""

    name = "workday"
    # The boards decide the domains.
