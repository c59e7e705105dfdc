"""Hacker News, "Ask HN: Who is hiring?", read through Algolia's public search."""

from scrapers.platforms.hackernews.thread import THREADS, HackerNewsSpider


class HackerNews(HackerNewsSpider):
    """The search interface: https://hn.algolia.com/api."""

    name = "hackernews"
    allowed_domains = ["hn.algolia.com", "hacker-news.firebaseio.com"]
    start_urls = [THREADS]
