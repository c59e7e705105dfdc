"""Which places inside our own networks a crawl may reach: those that its user names."""

from scrapy.settings import BaseSettings

from pipeline.config import load_settings


def reachable(settings: BaseSettings) -> frozenset[str]:
    """Return the places: `reachable_hosts` of payband.toml, and PAYBAND_REACHABLE of Scrapy's.

    Raises UsageError for a configuration that can't be read.
    """
    return frozenset([*settings.getlist("PAYBAND_REACHABLE"), *load_settings().reachable_hosts])
