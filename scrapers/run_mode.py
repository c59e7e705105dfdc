"""Set up Scrapy for a live crawl, with or without PAYBAND_ARCHIVE, or for a replay."""

import logging
from typing import Any

from scrapy import exceptions
from scrapy.settings import BaseSettings

from pipeline.config import LogFormat, load_settings
from pipeline.errors import PaybandError, UsageError
from pipeline.identity import user_agent
from pipeline.settings.redactor import redactor
from scrapers.downloader.replay import open_index
from scrapers.log_lines import JsonLogLine, LogLine

# A replay sends no requests: no handler can reach a network, and there is no host to throttle
# and nothing to retry.
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
    # One request at a time: where two pages differ on a posting, the later one is always the same.
    "CONCURRENT_REQUESTS": 1,
    "CONCURRENT_ITEMS": 1,
    "SCRAPER_SLOT_MAX_ACTIVE_SIZE": 1,
}

# These log a hundred lines a crawl about Scrapy's and Alembic's internals. The redirect logger
# warns about REFERER_ENABLED, which is off on purpose. The levels are set here because Scrapy
# resets them after settings.py.
CHATTY = (
    "alembic",
    "scrapy.addons",
    "scrapy.crawler",
    "scrapy.downloadermiddlewares.redirect",
    "scrapy.extensions.memusage",
    "scrapy.middleware",
)
# These create a log record for each page and item, at a level that is not shown.
DETAILED = ("scrapy.core.engine", "scrapy.core.scraper")


def apply_run_mode(settings: BaseSettings, source: str = "") -> None:
    """Change Scrapy's settings to fit the mode, for a crawl of `source`.

    Raises scrapy's UsageError, shown without a traceback, for an archive that can't be replayed
    and for a live crawl without a contact.
    """
    if settings["LOG_LEVEL"] != "DEBUG":
        for name in DETAILED:
            logging.getLogger(name).setLevel(logging.INFO)
        for name in CHATTY:
            logging.getLogger(name).setLevel(logging.ERROR)
    logging.setLogRecordFactory(LogLine)
    replayed = settings.get("PAYBAND_REPLAY")
    try:
        LogLine.redactor = redactor(load_settings())
        _choose_log_lines(settings, source)
        if replayed and settings.get("PAYBAND_ARCHIVE"):
            raise UsageError("PAYBAND_ARCHIVE and PAYBAND_REPLAY exclude each other")
        if replayed:
            open_index(replayed)
            settings.setdict(REPLAY, priority="cmdline")
        else:
            settings.set("USER_AGENT", user_agent(load_settings().contact), priority="cmdline")
    except PaybandError as error:
        raise exceptions.UsageError(str(error), print_help=False) from error


def _choose_log_lines(settings: BaseSettings, source: str) -> None:
    if load_settings().log_format is LogFormat.JSON:
        JsonLogLine.context = {"run_id": settings.get("PAYBAND_RUN_ID") or "", "source": source}
        logging.setLogRecordFactory(JsonLogLine)
        settings.set("LOG_FORMAT", "%(message)s", priority="cmdline")
