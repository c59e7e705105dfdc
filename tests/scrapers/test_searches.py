"""A search by the words given: its addresses take the place of the source's own."""

import pytest

from pipeline.errors import UsageError
from pipeline.rules.sources import all_sources
from scrapers.spiders.adzuna import Adzuna
from scrapers.spiders.arbeitnow import Arbeitnow
from scrapers.spiders.himalayas import Himalayas
from scrapers.spiders.usajobs import UsaJobs


@pytest.mark.parametrize("spider", [Adzuna, Himalayas, UsaJobs])
def test_each_search_has_an_address_for_each_words(spider):
    assert spider().searches() == []
    urls = spider(words="data engineer; R&D").searches()
    assert len(urls) == 2 * len(spider.search)
    assert "data%20engineer" in urls[0]
    assert "R%26D" in urls[-1]
    assert all_sources()[spider.name].searched


def test_a_plan_has_the_words_given_or_the_sources_own():
    assert Himalayas().make_plan(None).urls == tuple(Himalayas.start_urls)
    (url,) = Himalayas(words="analyst").make_plan(None).urls
    assert "q=analyst" in url


def test_a_source_without_a_search_refuses_words():
    with pytest.raises(UsageError, match="arbeitnow has no search"):
        Arbeitnow(words="data engineer").make_plan(None)
