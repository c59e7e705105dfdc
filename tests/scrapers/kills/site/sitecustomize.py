"""Python loads this by itself: in a crawl, Greenhouse is the test's own site, and in no hurry."""

import os
import sys

if (site := os.environ.get("PAYBAND_TEST_SITE")) and "scrapy" in sys.orig_argv:
    from scrapers import settings
    from scrapers.platforms.greenhouse import board as greenhouse
    from scrapers.spiders.greenhouse import Greenhouse

    greenhouse.LISTING = f"{site}/{{token}}"
    Greenhouse.allowed_domains = ["127.0.0.1"]
    settings.PAYBAND_REACHABLE = [site.removeprefix("http://")]
    settings.AUTOTHROTTLE_ENABLED = False
    settings.DOWNLOAD_DELAY = 0.02
    settings.PAYBAND_REST = 0
