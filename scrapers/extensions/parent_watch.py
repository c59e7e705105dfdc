"""A crawl doesn't outlive the run that started it."""

import os
import sys
from threading import Thread
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from pipeline.operate.crawls.parent_death import killed_by_kernel, killed_by_watchdog


class ParentWatch:
    """Ends this process at once where its parent has died.

    The parent holds the other end of standard input, which then ends. Without this the crawl of
    a killed run would go on beside that of the next one, twice as fast as the site was promised.
    A thread waits for that end. It gets no turn while a regular expression or a parser is at
    work, so the kernel, or else another process, kills a crawl that has lost its parent.
    Nothing is lost: whatever was received is in the archive.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension, watching. Raises NotConfigured without PAYBAND_TIED."""
        if not crawler.settings.getbool("PAYBAND_TIED"):
            raise NotConfigured
        if not killed_by_kernel():
            killed_by_watchdog()
        Thread(target=_watch, name="tied", daemon=True).start()
        return cls()


def _watch() -> None:
    os.read(sys.stdin.fileno(), 1)  # nothing is ever sent: it returns at the end
    os._exit(1)
