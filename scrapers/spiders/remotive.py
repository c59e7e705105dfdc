"""Remotive. Its terms require a link and its name, and forbid passing jobs to other boards."""

from scrapers.platforms.remotive import RemotiveSpider


class Remotive(RemotiveSpider):
    """The public API: https://github.com/remotive-com/remote-jobs-api."""

    name = "remotive"
    allowed_domains = ["remotive.com"]
    start_urls = ["https://remotive.com/api/remote-jobs"]
