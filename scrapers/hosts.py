"""Print the hosts of each source as JSON: `python -m scrapers.hosts`, for `payband doctor`."""

import json
import sys

from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader


def hosts() -> dict[str, list[str]]:
    """Return the hosts that each spider may ask, by its name."""
    loader = SpiderLoader.from_settings(Settings({"SPIDER_MODULES": ["scrapers.spiders"]}))
    return {
        name: sorted(getattr(loader.load(name), "allowed_domains", None) or [])
        for name in loader.list()
    }


if __name__ == "__main__":
    json.dump(hosts(), sys.stdout)
