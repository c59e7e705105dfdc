"""Adzuna, a job aggregator. Off by default: it needs your own key."""

from scrapers.platforms.adzuna import SEARCH, AdzunaSpider


class Adzuna(AdzunaSpider):
    """A few searches in a few countries; for others use `urls=...`, within the key's limits."""

    name = "adzuna"
    allowed_domains = ["api.adzuna.com"]
    search = tuple(
        SEARCH.format(country=country, words="{words}") for country in ("us", "gb", "de", "ca")
    )
    start_urls = [
        SEARCH.format(country=country, words=words)
        for country in ("us", "gb", "de", "ca")
        for words in ("machine%20learning", "data%20scientist", "data%20engineer")
    ]
