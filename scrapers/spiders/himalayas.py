"""Himalayas, remote jobs, searched by role. Its terms require a link to himalayas.app."""

from scrapers.platforms.himalayas import SEARCH, HimalayasSpider

ROLES = (
    "machine learning",
    "artificial intelligence",
    "data scientist",
    "data engineer",
    "data analyst",
)


class Himalayas(HimalayasSpider):
    """The public API: https://himalayas.app/api."""

    name = "himalayas"
    allowed_domains = ["himalayas.app"]
    search = (SEARCH,)
    start_urls = [SEARCH.format(words=role.replace(" ", "%20")) for role in ROLES]
