"""A spider that never comes back from its first page, as it holds the interpreter's lock."""

import os
import re
from typing import ClassVar

from scrapy import Request

from scrapers.base import BaseJobSpider
from scrapers.extensions import parent_watch as tied

if "PAYBAND_TEST_WATCHDOG" in os.environ:  # as where the kernel offers no help
    vars(tied)["killed_by_kernel"] = lambda: False


class Endless(BaseJobSpider):
    name = "endless"
    platform = "tiny"
    allowed_domains: ClassVar[list[str]] = ["127.0.0.1"]

    def board_request(self, board):
        return Request(f"{os.environ['PAYBAND_TEST_SITE']}/{board.token}")

    def parse(self, _response):
        self.logger.info("it begins")
        re.search(r"(a+)+$", "a" * 60 + "b")
        return []
