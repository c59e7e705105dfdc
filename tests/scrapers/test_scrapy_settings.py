from pathlib import Path

import pytest
from scrapy.settings import Settings, default_settings
from scrapy.spiderloader import SpiderLoader

from scrapers import settings as project
from scrapers.base import BaseJobSpider
from tests.support.rows import every_row

OURS = {name: value for name, value in vars(project).items() if name.isupper()}


@every_row("name", [n for n in OURS if not n.startswith("PAYBAND_")])
def test_each_setting_is_scrapys_and_not_the_default(name):
    assert OURS[name] != getattr(default_settings, name)


@pytest.mark.parametrize("scheme", ["file", "ftp", "data", "s3"])
def test_no_other_scheme_is_answered(scheme):
    made = Settings(OURS)
    assert made.getwithbase("DOWNLOAD_HANDLERS")[scheme] is None


@pytest.mark.parametrize(
    "name", ["TELNETCONSOLE_ENABLED", "REMOTE_CONTROL_ENABLED", "COOKIES_ENABLED"]
)
def test_what_opens_a_door_is_off(name):
    assert OURS[name] is False


@pytest.mark.parametrize("name", ["JOBDIR", "HTTPCACHE_ENABLED"])
def test_what_loses_data_is_not_used(name):
    assert not Settings(OURS)[name]


@pytest.mark.parametrize("name", ["DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "EXTENSIONS"])
def test_only_what_scrapy_turns_on_is_turned_off(name):
    off = {path for path, order in OURS[name].items() if order is None}
    assert off <= set(getattr(default_settings, f"{name}_BASE"))


@pytest.mark.parametrize(
    "kept", ["offsite", "retry", "redirect", "depth", "urllength", "httperror", "closespider"]
)
def test_what_guards_a_crawl_stays_on(kept):
    whole = [OURS[name] for name in ("DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "EXTENSIONS")]
    off = {path.split(".")[2] for chosen in whole for path, order in chosen.items() if not order}
    assert kept not in off


def test_templates_are_found_from_anywhere():
    assert Path(project.TEMPLATES_DIR).is_absolute()
    assert Path(project.TEMPLATES_DIR, "spiders", "basic.tmpl").is_file()


def test_every_spider_is_one_of_ours():
    loader = SpiderLoader.from_settings(Settings(OURS))
    spiders = [loader.load(name) for name in loader.list()]
    assert spiders
    assert all(issubclass(spider, BaseJobSpider) for spider in spiders)
