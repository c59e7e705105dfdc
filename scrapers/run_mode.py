"""How a crawl runs: live, with or without an archive (PAYBAND_ARCHIVE), or as a replay."""

import logging
from typing import Any

from scrapy import exceptions
from scrapy.settings import BaseSettings

from pipeline.config import load_settings, redactor
from pipeline.errors import PaybandError, UsageError
from pipeline.identity import user_agent
from scrapers.downloader.replay import open_index
from scrapers.log_lines import LogLine

# In a replay nobody is asked for anything: no handler can reach a network, and there is
# nothing to be polite to or to retry.
REPLAY: dict[str, Any] = {
    "DOWNLOAD_HANDLERS": {
        "http": "scrapers.downloader.replay.ReplayHandler",
        "https": "scrapers.downloader.replay.ReplayHandler",
        "file": None,
        "data": None,
        "ftp": None,
        "s3": None,
    },
    "ROBOTSTXT_OBEY": False,
    "AUTOTHROTTLE_ENABLED": False,
    "DOWNLOAD_DELAY": 0,
    "RETRY_ENABLED": False,
    # One thing after the other: where two pages differ on a posting, the same one is the later.
    "CONCURRENT_REQUESTS": 1,
    "CONCURRENT_ITEMS": 1,
    "SCRAPER_SLOT_MAX_ACTIVE_SIZE": 1,
}

# A hundred lines a crawl of how Scrapy and Alembic are built. The redirects' is a warning of
# REFERER_ENABLED, which is off on purpose. (Here, as Scrapy resets levels after settings.py.)
CHATTY = (
    "alembic",
    "scrapy.addons",
    "scrapy.crawler",
    "scrapy.downloadermiddlewares.redirect",
    "scrapy.extensions.memusage",
    "scrapy.middleware",
)
# They make a record of each page and each item, at a level that is not shown.
DETAILED = ("scrapy.core.engine", "scrapy.core.scraper")


def apply_run_mode(settings: BaseSettings) -> None:
    """Fit Scrapy's settings to the mode.

    Raises scrapy's UsageError, shown without a traceback, for an archive that can't be
    replayed and for a live crawl that doesn't say who is asking.
    """
    logging.setLogRecordFactory(LogLine)
    if settings["LOG_LEVEL"] != "DEBUG":
        for name in DETAILED:
            logging.getLogger(name).setLevel(logging.INFO)
        for name in CHATTY:
            logging.getLogger(name).setLevel(logging.ERROR)
    replayed = settings.get("PAYBAND_REPLAY")
    try:
        LogLine.redactor = redactor(load_settings())
        if replayed and settings.get("PAYBAND_ARCHIVE"):
            raise UsageError("PAYBAND_ARCHIVE and PAYBAND_REPLAY exclude each other")
        if replayed:
            open_index(replayed)
            settings.setdict(REPLAY, priority="cmdline")
        else:
            settings.set("USER_AGENT", user_agent(load_settings().contact), priority="cmdline")
    except PaybandError as error:
        raise exceptions.UsageError(str(error), print_help=False) from error
