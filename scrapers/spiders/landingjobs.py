"""Landing.jobs: technology jobs in Europe, most with a gross range."""

from scrapers.platforms.landingjobs import LISTING, LandingJobsSpider


class LandingJobs(LandingJobsSpider):
    """The board's public API."""

    name = "landingjobs"
    allowed_domains = ["landing.jobs"]
    start_urls = [LISTING]
