"""Employers on Workable, one row of boards.csv each."""

from scrapers.platforms.workable import WorkableSpider


class Workable(WorkableSpider):
    """The API of the widget that employers put on their own pages."""

    name = "workable"
    allowed_domains = ["apply.workable.com"]
