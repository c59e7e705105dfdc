"""Keep what a crawl starts with out of Python's garbage collection (`gc.freeze`)."""

import gc
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

# New objects before a collection of the youngest: Python's default, 700, is a page or two. The
# other two numbers are Python's defaults.
THRESHOLD = (10_000, 10, 10)


class GcFreeze:
    """Excludes the objects that exist when the crawl opens: modules, settings, rules.

    To collect them again and again took a fifth of a crawl's CPU time (`bench/crawl.py`). Objects
    of the crawl itself are collected as usual. The end of the crawl restores the defaults.
    """

    def __init__(self) -> None:
        self.before = gc.get_threshold()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension, listening for the crawl's start and end."""
        sweeps = cls()
        crawler.signals.connect(sweeps.spider_opened, signals.spider_opened)
        crawler.signals.connect(sweeps.spider_closed, signals.spider_closed)
        return sweeps

    def spider_opened(self) -> None:
        """Freeze the existing objects."""
        self.before = gc.get_threshold()
        gc.freeze()
        gc.set_threshold(*THRESHOLD)

    def spider_closed(self) -> None:
        """Unfreeze them."""
        gc.unfreeze()
        gc.set_threshold(*self.before)
