import json
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import JsonResponse
from twisted.python.failure import Failure

from pipeline.operate.crawls.boards import Board
from scrapers.platforms.workday import job_key
from scrapers.platforms.workingnomads import without_company
from scrapers.readers.page_url import company_in
from scrapers.sources import all_spiders

SPIDERS: dict[str, Any] = dict(all_spiders())
WORKDAY = "https://acme.wd5.myworkdayjobs.com/wday/cxs/acme/Careers/jobs"
SMART = "https://api.smartrecruiters.com/v1/companies/Acme/postings?limit=100&offset={}"
LANDING = "https://landing.jobs/api/v1/jobs?limit=50&offset={}"


def next_pages(spider, url, page, **meta):
    request = Request(url, meta=meta)
    response = JsonResponse(url, body=json.dumps(page).encode(), request=request)
    found = spider.parse(response)
    return [f for f in found if isinstance(f, Request) and "row" not in f.cb_kwargs]


def chefs(count):
    return [{"title": "Chef", "externalPath": f"/job/Chef_R{n}"} for n in range(count)]


def workday(count, total, read=0):
    board = Board("workday", "acme.wd5.Careers")
    meta = {"board": board} | ({"read": read, "total": 1990} if read else {})
    spider = SPIDERS["workday"]()
    asked = next_pages(spider, WORKDAY, {"total": total, "jobPostings": chefs(count)}, **meta)
    return spider, asked


@pytest.mark.parametrize(
    ("count", "total", "read", "offsets"),
    [
        (20, 41, 0, [20]),
        (20, 0, 20, [40]),
        (20, 20, 0, []),
        (0, 40, 0, []),
        (20, None, 0, []),
        (10, 0, 1980, []),
    ],
)
def test_a_page_of_workday_leads_to_the_next(count, total, read, offsets):
    _spider, asked = workday(count, total, read)
    assert [json.loads(r.body)["offset"] for r in asked] == offsets
    for request in asked:
        assert (request.method, request.url) == ("POST", WORKDAY)
        assert request.headers["Content-Type"] == b"application/json"
        assert request.meta["read"] == offsets[0]
        assert request.meta["total"] == (total or 1990)


def test_a_board_of_more_than_workday_gives_is_partial():
    meta = {"board": Board("workday", "acme.wd5.Careers"), "read": 1980, "total": 2300}
    spider = SPIDERS["workday"]()
    page = {"total": 0, "jobPostings": chefs(20)}
    assert next_pages(spider, WORKDAY, page, **meta) == []
    assert list(spider.crawl_stats.board("acme.wd5.Careers").narrowed) == ["stopped at 2000 jobs"]


@pytest.mark.parametrize(
    ("job", "path", "key"),
    [
        ({"bulletFields": ["JR-7"]}, "/job/Hull/Data-Engineer_JR-7", "JR-7"),
        ({"bulletFields": ["JR-7"]}, "/job/Hull/Data-Engineer_JR-7-2", "JR-7-2"),
        ({"bulletFields": ["R_77"]}, "/job/Chef_R_77", "R_77"),
        ({"bulletFields": ["Hull", "R_77"]}, "/job/Chef_R_77", "R_77"),
        ({"bulletFields": ["Hull"]}, "/job/Chef_R77", "R77"),
        ({}, "/job/Chef_R77/", "R77"),
        ({}, "/job/Chef", "Chef"),
        ({"jobReqId": "R_77"}, "/Careers/job/Chef_R_77", "R_77"),
    ],
)
def test_a_workday_jobs_key_outlives_its_title(job, path, key):
    assert job_key(job, path) == key


def test_a_job_has_one_key_with_its_detail_and_without():
    spider = SPIDERS["workday"]()
    board = Board("workday", "acme.wd5.Careers")
    row = {"title": "Data Engineer", "externalPath": "/job/Data-Engineer_R_7"}
    page = json.dumps({"total": 1, "jobPostings": [row]}).encode()
    asked = Request(WORKDAY, meta={"board": board})
    (request,) = spider.parse(JsonResponse(WORKDAY, body=page, request=asked))
    assert isinstance(request, Request)
    assert request.errback
    (listed,) = request.errback(Failure(ValueError("404")))
    detail = json.dumps({"jobPostingInfo": {"title": "Data Engineer", "jobReqId": "R_7"}}).encode()
    answer = JsonResponse(request.url, body=detail, request=request.replace(meta={"board": board}))
    (detailed,) = spider.parse_detail(answer, **request.cb_kwargs)
    assert listed.source_key == detailed.source_key == "acme:7"


@pytest.mark.parametrize(
    ("offset", "count", "total", "following"),
    [(0, 100, 250, [100]), (200, 50, 250, []), (0, 0, 250, []), (0, 3, None, [])],
)
def test_a_page_of_smartrecruiters_leads_to_the_next(offset, count, total, following):
    page = {"totalFound": total, "content": [{"id": str(n), "name": "Chef"} for n in range(count)]}
    asked = next_pages(SPIDERS["smartrecruiters"](), SMART.format(offset), page)
    assert [r.url for r in asked] == [SMART.format(n) for n in following]


@pytest.mark.parametrize(
    ("source", "token", "page"),
    [
        ("workday", "a.wd5.C", {"total": 5, "jobPostings": chefs(2)}),
        ("smartrecruiters", "a", {"totalFound": 5, "content": [{"id": "1", "name": "Chef"}]}),
        ("bamboohr", "a", {"meta": {"totalCount": 5}, "result": []}),
    ],
)
def test_a_boards_own_count_is_held_against_what_came(source, token, page):
    spider = SPIDERS[source]()
    next_pages(spider, WORKDAY, page, board=Board(source, token))
    assert spider.crawl_stats.board(token).claimed == 5


@pytest.mark.parametrize(
    ("flags", "workplace"),
    [
        ({"hybrid": True, "remote": True}, "hybrid"),
        ({"remote": True}, "remote"),
        ({"hybrid": False, "remote": False}, ""),
        ({"remote": "yes"}, ""),
    ],
)
def test_the_workplace_of_smartrecruiters_flags(flags, workplace, read):
    page = {"content": [{"id": "1", "name": "Chef", "location": flags}]}
    (posting,) = read("smartrecruiters", json.dumps(page), board="Acme").postings
    assert posting.workplace == workplace


@pytest.mark.parametrize(("offset", "count", "following"), [(0, 50, [50]), (50, 49, [])])
def test_a_full_page_of_landingjobs_leads_to_the_next(offset, count, following):
    jobs = [{"id": n, "title": "Chef", "url": "https://landing.jobs/at/a/b"} for n in range(count)]
    asked = next_pages(SPIDERS["landingjobs"](), LANDING.format(offset), jobs)
    assert [r.url for r in asked] == [LANDING.format(n) for n in following]


@pytest.mark.parametrize(
    ("url", "company"),
    [
        ("https://landing.jobs/at/mar-alto-logistics/data-engineer", "Mar Alto Logistics"),
        ("https://landing.jobs/at/quiosque", "Quiosque"),
        ("https://landing.jobs/job/3", ""),
        ("https://landing.jobs/at/", ""),
    ],
)
def test_an_employer_in_an_address(url, company):
    assert company_in(url, "/at/") == company


@pytest.mark.parametrize(
    ("title", "company", "bare"),
    [
        ("Ebbrook: Data Analyst", "Ebbrook", "Data Analyst"),
        ("Ebbrook - Data Analyst", "Ebbrook", "Data Analyst"),
        ("Ebbrook | Data Analyst", "Ebbrook", "Data Analyst"),
        ("Ebbrook Data Analyst", "Ebbrook", "Ebbrook Data Analyst"),
        ("Ebbrook:", "Ebbrook", "Ebbrook:"),
        ("Analyst: Data", "Ebbrook", "Analyst: Data"),
        ("Data Analyst", "", "Data Analyst"),
    ],
)
def test_a_title_without_its_employer(title, company, bare):
    assert without_company(title, company) == bare


@pytest.mark.parametrize("source", ["bamboohr", "rippling", "smartrecruiters", "breezy"])
def test_every_detail_is_asked_for_on_a_host_the_crawl_may_visit(source):
    spider = SPIDERS[source]()
    board = Board(source, "acme")
    row = {"id": "1", "url": "https://acme.breezy.hr/p/1"}
    listing = spider.board_request(board).replace(meta={"board": board})
    response = JsonResponse(listing.url, body=b"[]", request=listing)
    host = listing.url.split("/")[2]
    assert spider.detail_request(response, row).url.split("/")[2] == host
