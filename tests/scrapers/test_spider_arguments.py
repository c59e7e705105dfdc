"""A spider takes the arguments that are declared, and no others."""

import pytest

from pipeline.errors import UsageError
from scrapers.base import BaseJobSpider
from scrapers.plan import Plan


@pytest.mark.parametrize("name", ["limti", "crawl_stats", "parse", "settings", "custom_settings"])
def test_an_unknown_argument_is_a_usage_error(name):
    with pytest.raises(UsageError, match=f"a crawl has no argument '{name}'"):
        BaseJobSpider("a", **{name: "x"})


def test_it_ends_a_crawl_with_its_nearest_name(tiny):
    tiny.board("acme")
    log = tiny.live(code=2, run="r", arguments=["limti=3"])
    assert "a crawl has no argument 'limti'; did you mean 'limit'?" in log
    assert "Traceback" not in log
    assert len(tiny.server.log) == 0


def test_a_plan_sets_nothing_else():
    spider = BaseJobSpider("mine")
    with pytest.raises(UsageError, match="no argument 'name'"):
        spider.settle(Plan(urls=("https://a.example/",), options={"name": "lever"}))
    assert spider.name == "mine"
