import asyncio
import json
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.settings import Settings

from pipeline.errors import UsageError
from scrapers.crawl_hub import CrawlHub
from scrapers.crawl_stats import CrawlStats
from scrapers.downloader.credentials import as_sent
from scrapers.platforms.usajobs import pay_fields
from scrapers.spiders.usajobs import UsaJobs

KEY, EMAIL = "PAYBAND_USAJOBS_KEY", "PAYBAND_USAJOBS_EMAIL"
PAGE = "https://data.usajobs.gov/api/search?Keyword=data&ResultsPerPage=500&Page={}"
ITEM = {
    "MatchedObjectId": "1",
    "MatchedObjectDescriptor": {
        "PositionTitle": "Data Scientist",
        "PositionURI": "https://u.example/1",
    },
}


@pytest.fixture(autouse=True)
def nothing_configured(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAYBAND_CONTACT", "jobs@example.org")
    for name in (KEY, EMAIL):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def keyed(monkeypatch):
    monkeypatch.setenv(KEY, "s3cret")
    monkeypatch.setenv(EMAIL, "jobs@example.org")


def answer(pages, items=(ITEM,)):
    area = {"UserArea": {"NumberOfPages": pages}} if pages else {}
    return json.dumps({"SearchResult": {"SearchResultItems": list(items), **area}})


async def first_requests(spider):
    return [request async for request in spider.start()]


@pytest.mark.parametrize("present", [{}, {KEY: "s3cret"}, {EMAIL: "jobs@example.org"}])
def test_without_key_and_address_it_says_what_to_set(present, monkeypatch):
    for name, value in present.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(UsageError, match=r"usajobs needs a key.*usajobs_key and usajobs_email"):
        UsaJobs().make_plan(None)
    spider, stats = UsaJobs(), CrawlStats()
    crawler: Any = SimpleNamespace(spider=spider, settings=Settings())
    CrawlHub(crawler, stats).plan(spider)
    assert "usajobs needs a key" in stats.failure
    assert asyncio.run(first_requests(spider)) == []


@pytest.mark.usefixtures("keyed")
def test_key_and_address_go_out_with_each_request(read):
    spider = UsaJobs()
    spider.prepare(CrawlStats(), replayed=None)
    requests = asyncio.run(first_requests(spider))
    requests += read("usajobs", answer("2"), PAGE.format(1)).asked
    assert len(requests) == len(UsaJobs.start_urls) + 1
    for request in requests:
        assert not request.headers
        assert as_sent(request).headers["Authorization-Key"] == b"s3cret"
        assert as_sent(request).headers["User-Agent"] == b"jobs@example.org"
    assert "s3cret" not in repr(spider.plan)


@pytest.mark.parametrize(
    ("number", "pages", "items", "following"),
    [
        (1, "2", (ITEM,), 2),
        (1, 3, (ITEM,), 2),
        (2, "2", (ITEM,), None),
        (1, None, (ITEM,), None),
        (1, "2", (), None),
    ],
)
def test_pages_are_read_to_the_last_there_is(number, pages, items, following, read):
    page = read("usajobs", answer(pages, items), PAGE.format(number))
    assert [r.url for r in page.asked] == ([PAGE.format(following)] if following else [])


@pytest.mark.parametrize(
    ("code", "words", "unit"),
    [
        ("PA", "Per Year", "PA"),
        ("PH", None, "PH"),
        ("Per Year", "", "Per Year"),
        (None, "Per Day", "Per Day"),
    ],
)
def test_the_period_is_the_sources_own_word(code, words, unit):
    pay = {"MinimumRange": "1", "MaximumRange": "2", "RateIntervalCode": code, "Description": words}
    found = [
        (f.min, f.max, f.currency, f.unit) for f in pay_fields({"PositionRemuneration": [pay]})
    ]
    assert found == [("1", "2", "USD", unit)]


@pytest.mark.usefixtures("keyed")
def test_an_address_without_a_page_number_is_the_first_page(read):
    (following,) = read("usajobs", answer("2"), PAGE.partition("&Page")[0]).asked
    assert following.url == PAGE.format(2)
