"""The Muse: jobs of large employers, the newest of some categories."""

from scrapers.platforms.themuse import LISTING, TheMuseSpider


class TheMuse(TheMuseSpider):
    """The public API: https://www.themuse.com/developers/api/v2."""

    name = "themuse"
    allowed_domains = ["www.themuse.com"]
    start_urls = [
        LISTING.format(category=words)
        for words in ("Data%20and%20Analytics", "Data%20Science", "Science%20and%20Engineering")
    ]
