"""Employers on SmartRecruiters, one row of boards.csv each. Off unless turned on by name."""

from scrapers.platforms.smartrecruiters import SmartRecruitersSpider


class SmartRecruiters(SmartRecruitersSpider):
    """The posting API; its robots.txt forbids crawling: see rules/sources/smartrecruiters.toml."""

    name = "smartrecruiters"
    allowed_domains = ["api.smartrecruiters.com"]
