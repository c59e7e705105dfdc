"""Python's garbage collection, told that what a crawl starts with stays."""

import gc
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

# Objects made, then the young swept: Python's 700 is a page or two. The others are Python's.
THRESHOLD = (10_000, 10, 10)


class GcFreeze:
    """Leaves out of each sweep what was there when the crawl opened: modules, settings, rules.

    Sweeping them again and again took a fifth of a crawl's CPU (`bench/crawl.py`). What the
    crawl itself leaves behind is swept as ever; at its end all is as it was.
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
        """Set aside what is there."""
        self.before = gc.get_threshold()
        gc.freeze()
        gc.set_threshold(*THRESHOLD)

    def spider_closed(self) -> None:
        """Put it back."""
        gc.unfreeze()
        gc.set_threshold(*self.before)
