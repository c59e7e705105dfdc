"""Working Nomads: the newest remote jobs of the board."""

from scrapers.platforms.workingnomads import WorkingNomadsSpider


class WorkingNomads(WorkingNomadsSpider):
    """The board's public JSON."""

    name = "workingnomads"
    allowed_domains = ["www.workingnomads.com"]
    start_urls = ["https://www.workingnomads.com/api/exposed_jobs/"]
