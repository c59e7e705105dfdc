"""Jobicy. Its terms require its name and a link, and forbid passing jobs to other boards."""

from scrapers.platforms.jobicy import JobicySpider


class Jobicy(JobicySpider):
    """The public API: https://github.com/Jobicy/remote-jobs-api. One request an hour at most."""

    name = "jobicy"
    allowed_domains = ["jobicy.com"]
    start_urls = ["https://jobicy.com/api/v2/remote-jobs?count=100&industry=data-science"]
