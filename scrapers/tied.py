"""A crawl doesn't outlive the run that started it."""

import os
import sys
from threading import Thread
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured


class Tied:
    """Ends this process at once where its parent has died.

    The parent holds the other end of standard input, which then ends. Without this the crawl of
    a killed run would go on beside that of the next one, twice as fast as the site was promised.
    Nothing is lost: whatever was received is in the archive.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension, watching. Raises NotConfigured without PAYBAND_TIED."""
        if not crawler.settings.getbool("PAYBAND_TIED"):
            raise NotConfigured
        Thread(target=_watch, name="tied", daemon=True).start()
        return cls()


def _watch() -> None:
    os.read(sys.stdin.fileno(), 1)  # nothing is ever sent: it returns at the end
    os._exit(1)
