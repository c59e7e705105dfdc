"""End the crawl when the run that started it has ended."""

import os
import sys
from threading import Thread
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from pipeline.operate.crawls.parent_death import killed_by_kernel, killed_by_watchdog


class ParentWatch:
    """Ends this process at once when its parent has ended.

    The parent holds the other end of standard input, so standard input ends with the parent.
    Without this class the crawl of a killed run would go on beside the crawl of the next run, and
    ask the site twice as often as allowed. A thread waits for that end. The thread does not run
    while a regular expression or a parser works, so the kernel, or another process, also kills a
    crawl without a parent. Nothing is lost: the archive has every received response.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension and start it. Raises NotConfigured without PAYBAND_TIED."""
        if not crawler.settings.getbool("PAYBAND_TIED"):
            raise NotConfigured
        if not killed_by_kernel():
            killed_by_watchdog()
        Thread(target=_watch, name="tied", daemon=True).start()
        return cls()


def _watch() -> None:
    os.read(sys.stdin.fileno(), 1)  # nobody sends anything: it returns at the end of input
    os._exit(1)
