import asyncio
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.exceptions import NotConfigured
from scrapy.http import HtmlResponse, Response
from scrapy.settings import Settings

from scrapers.middlewares.robots import LARGEST, RobotsError, RobotsGate, beginning

PAGE = "https://jobs.example.org/private/1"
OPEN = b"User-agent: *\nDisallow: /other/\n"
CLOSED = b"User-agent: *\nDisallow: /private/\n"
CLOSED_TO_US = b"User-agent: payband\nDisallow: /\n\nUser-agent: *\nDisallow:\n"
OPEN_TO_US = b"User-agent: *\nDisallow: /\n\nUser-agent: payband\nAllow: /\n"


class Site:
    """Answers robots.txt as told, and counts how often it was asked."""

    def __init__(self, status=200, body=b"", error=None):
        self.answer, self.error, self.asked = (status, body), error, []

    async def download_async(self, request):
        self.asked.append(request)
        await asyncio.sleep(0)
        if self.error:
            raise self.error
        status, body = self.answer
        kind = HtmlResponse if body.startswith(b"<") else Response
        return kind(request.url, status=status, body=body)

    def gate(self):
        return RobotsGate(crawler(self, obey=True))


def crawler(site, *, obey):
    return SimpleNamespace(settings=Settings({"ROBOTSTXT_OBEY": obey}), engine=site, spider=None)


def allowed(site, *urls):
    async def ask():
        gate = site.gate()
        return await asyncio.gather(
            *(gate.process_request(Request(url)) for url in urls), return_exceptions=True
        )

    results = asyncio.run(ask())
    assert all(result is None or isinstance(result, RobotsError) for result in results)
    return [result is None for result in results]


@pytest.mark.parametrize(
    ("site", "may"),
    [
        (Site(200, OPEN), True),
        (Site(200, b""), True),
        (Site(404), True),
        (Site(410, CLOSED), True),
        (Site(403), True),
        (Site(200, b"<html><title>Not found</title></html>"), True),
        (Site(200, OPEN_TO_US), True),
        (Site(200, CLOSED), False),
        (Site(200, CLOSED_TO_US), False),
        (Site(429), False),
        (Site(500), False),
        (Site(503, OPEN), False),
        (Site(error=TimeoutError("60 seconds")), False),
        (Site(error=OSError()), False),
    ],
)
def test_only_a_clear_answer_opens_a_site(site, may):
    assert allowed(site, PAGE) == [may]
    (asked,) = site.asked
    assert asked.url == "https://jobs.example.org/robots.txt"
    assert asked.meta["dont_obey_robotstxt"]


def test_each_site_is_asked_once():
    site = Site(200, CLOSED)
    pages = [PAGE, PAGE + "2", "https://jobs.example.org/public", "http://jobs.example.org:8080/x"]
    assert allowed(site, *pages) == [False, False, True, True]
    assert len(site.asked) == 2


def test_robots_txt_itself_is_not_asked_about():
    async def ask():
        site = Site(503)
        await site.gate().process_request(Request(PAGE, meta={"dont_obey_robotstxt": True}))
        return site.asked

    assert asyncio.run(ask()) == []


def test_it_can_be_off():
    with pytest.raises(NotConfigured):
        RobotsGate(crawler(Site(), obey=False))


def test_a_crawl_without_an_answer_asks_for_nothing_else(tiny, job):
    tiny.board("acme", [job(1)])
    tiny.server.clear_all_handlers()
    tiny.robots(503)
    tiny.server.expect_request("/acme").respond_with_json({"jobs": [job(1)]})
    tiny.live(run="r1")
    assert {request.path for request, _ in tiny.server.log} == {"/robots.txt"}
    (row,) = tiny.rows("select * from crawl_run")
    assert row["state"] == "failed"
    assert "robots.txt answered 503, so nothing is crawled" in row["message"]


def test_a_crawl_says_who_it_is(tiny, job):
    tiny.robots(200, "User-agent: payband\nDisallow: /closed\n")
    tiny.board("acme", [job(1)])
    tiny.board("closed", [job(2)])
    tiny.live(run="r1")
    asked = {r.path: r.headers for r, _ in tiny.server.log}
    assert set(asked) == {"/robots.txt", "/acme"}
    for headers in asked.values():
        assert headers["User-Agent"].startswith("payband/")
        assert headers["User-Agent"].endswith("(+jobs@example.org)")
        assert "Cookie" not in headers
        assert "Referer" not in headers
    assert tiny.states() == {"acme": "complete", "closed": "blocked"}


def test_a_large_robots_txt_is_read_to_a_whole_line():
    rules = b"User-agent: *\n" + b"".join(b"Disallow: /%d\n" % n for n in range(100_000))
    read = beginning(rules)
    assert 500 * 1024 <= len(read) <= LARGEST
    assert rules.startswith(read)
    assert read.endswith(b"\n")
    assert beginning(OPEN) == OPEN


def test_what_a_large_robots_txt_forbids_at_its_beginning_stays_forbidden():
    assert allowed(Site(200, CLOSED + b"Disallow: /x\n" * 100_000), PAGE) == [False]
