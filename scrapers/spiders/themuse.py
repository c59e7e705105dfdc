"""The Muse: the newest jobs of large employers, in some categories."""

from scrapers.platforms.themuse import LISTING, TheMuseSpider


class TheMuse(TheMuseSpider):
    """The public API: https://www.themuse.com/developers/api/v2."""

    name = "themuse"
    allowed_domains = ["www.themuse.com"]
    # One listing for all: a job may be in several categories.
    categories = "category=Data%20and%20Analytics&category=Data%20Science"
    start_urls = [LISTING.format(categories=f"{categories}&category=Science%20and%20Engineering")]
