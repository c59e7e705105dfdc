import asyncio
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse

from models.raw import PayField
from scrapers.plan import Plan
from scrapers.spiders.aijobs import AiJobs

FIXTURES = Path(__file__).parents[2] / "fixtures" / "aijobs"


def page(name):
    return (FIXTURES / name).read_text(encoding="utf-8")


def answer(request, body, url=""):
    made = HtmlResponse(url or request.url, body=body.encode(), request=request)
    return list(request.callback(made, **request.cb_kwargs))


def row_request(read, listing, number=0):
    return read("aijobs", page(listing), "https://aijobs.net/").asked[number]


def test_a_listed_job_gets_what_its_page_adds(read):
    request = row_request(read, "listing_2026.html")
    (posting,) = answer(request, page("detail_2026.html"))
    assert posting.source_key == "240118"
    assert posting.company == "Kuusama Optics"
    assert posting.location == "Tampere, Pirkanmaa, FI"
    assert posting.employment == "Part Time", "only the listing says so"
    assert posting.posted == "Published 3d ago"
    assert posting.salary_fields == (PayField(text=posting.salary, is_estimate=True),)
    assert posting.extra == {"tags": ["OpenCV", "C++"], "perks": ["Sauna"]}
    assert "<h5>Tasks</h5>" in posting.description_html


def test_what_a_page_leaves_empty_stays_as_listed(read):
    request = row_request(read, "listing_2022.html")
    (posting,) = answer(request, "<div class='head-fluid'><h1>Quantum Data Scientist II</h1></div>")
    assert posting.title == "Quantum Data Scientist II"
    assert (posting.company, posting.location) == ("Ferrowlight", "Delft, Netherlands")


@pytest.mark.parametrize("body", ["<html><h1>Jobs</h1></html>", ""])
def test_a_page_that_moved_away_leaves_what_the_listing_said(read, body):
    request = row_request(read, "listing_2026.html")
    (posting,) = answer(request, body, "https://foorilla.com/hiring/")
    assert (posting.title, posting.url) == ("Vision Engineer & Tinkerer", request.url)


def test_a_page_that_cannot_be_had_leaves_what_the_listing_said(read):
    request = row_request(read, "listing_2026.html", 1)
    (posting,) = request.errback(ValueError("a failure"))
    assert (posting.source_key, posting.title) == ("240119", "Data Intern")
    assert posting.fetched_at is not None
    assert posting.salary_fields == ()


@pytest.mark.parametrize(
    ("listing", "url", "asks"),
    [
        ("listing_2022.html", "https://ai-jobs.net/", None),
        ("listing_2026.html", "https://aijobs.net/", None),
        ("listing_foorilla.html", "https://foorilla.com/hiring/jobs/", b"true"),
    ],
)
def test_only_foorilla_is_asked_for_fragments(read, listing, url, asks):
    requests = read("aijobs", page(listing), url).asked
    assert {r.headers.get("HX-Request") for r in requests} == {asks}


def test_the_first_request_asks_alike():
    spider = AiJobs()
    spider.plan = Plan(
        urls=("https://foorilla.com/hiring/jobs/", "https://ai-jobs.net/insights/x/")
    )

    async def started():
        return [request async for request in spider.start()]

    headers = [r.headers.get("HX-Request") for r in asyncio.run(started())]
    assert headers == [b"true", None]


def test_pages_are_counted_and_end_at_the_cap(read):
    first = read("aijobs", page("listing_2026.html"), "https://aijobs.net/").asked[-1]
    assert (first.url, first.meta["page"]) == ("https://aijobs.net/?page=2", 2)
    last = read("aijobs", page("listing_2026.html"), "https://aijobs.net/", page=AiJobs.max_pages)
    assert [r.meta.get("page") for r in last.asked] == [None, None]


def test_the_last_trigger_leads_to_the_next_page(read):
    trigger = '<li hx-get="/hiring/jobs/?page={}" hx-trigger="intersect once"></li>'
    body = trigger.format(2) + trigger.format(3)
    (request,) = read("aijobs", body, "https://foorilla.com/hiring/jobs/").asked
    assert request.url == "https://foorilla.com/hiring/jobs/?page=3"


def test_the_cap_can_be_an_argument():
    spider = AiJobs()
    spider.max_pages = "1"
    url = "https://aijobs.net/"
    response = HtmlResponse(url, body=page("listing_2026.html").encode(), request=Request(url))
    assert not any("page=" in request.url for request in spider.parse(response))


def test_a_company_that_is_not_masked_stands_as_shown(read):
    body = page("detail_2026.html").replace("@ K...", "@ kuusamaOPTICS")
    (posting,) = read("aijobs", body, "https://aijobs.net/job/x-240118/").postings
    assert posting.company == "kuusamaOPTICS"
