"""USAJobs, federal jobs of the United States. It needs your own key."""

from scrapers.platforms.usajobs import SEARCH, UsaJobsSpider

ROLES = ("data scientist", "machine learning", "artificial intelligence", "data engineer")


class UsaJobs(UsaJobsSpider):
    """The search interface: https://developer.usajobs.gov/api-reference/get-api-search."""

    name = "usajobs"
    allowed_domains = ["data.usajobs.gov"]
    search = (SEARCH,)
    start_urls = [SEARCH.format(words=role.replace(" ", "%20")) for role in ROLES]
