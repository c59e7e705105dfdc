"""Find all spiders by name: each file in `spiders/` has one."""

from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from scrapers.base import BaseJobSpider


def all_spiders() -> dict[str, type[BaseJobSpider]]:
    """Return every spider by its name, in order."""
    loader = SpiderLoader.from_settings(Settings({"SPIDER_MODULES": ["scrapers.spiders"]}))
    found = ((name, loader.load(name)) for name in sorted(loader.list()))
    return {name: kind for name, kind in found if issubclass(kind, BaseJobSpider)}
