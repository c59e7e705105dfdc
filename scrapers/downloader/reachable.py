"""Read which private hosts a crawl may reach: those that the user names."""

from scrapy.settings import BaseSettings

from pipeline.config import load_settings


def reachable(settings: BaseSettings) -> frozenset[str]:
    """Return the hosts of `reachable_hosts` in payband.toml and of Scrapy's PAYBAND_REACHABLE.

    Raises UsageError for a configuration that can't be read.
    """
    return frozenset([*settings.getlist("PAYBAND_REACHABLE"), *load_settings().reachable_hosts])
