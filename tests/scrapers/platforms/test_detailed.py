import json
from datetime import date

import pytest
from scrapy import Request
from scrapy.http import JsonResponse
from twisted.python.failure import Failure

from models.raw import RawPosting
from pipeline.operate.crawls.boards import Board
from scrapers.platforms.detailed import DetailedSpider, may_be_of_the_field
from scrapers.readers.json_text import UnreadableJsonError


class Tiny(DetailedSpider):
    name = "tiny"
    records = "jobs"

    def job(self, response, row, detail):
        said = {**row, **detail}
        if said.get("hidden"):
            self.rule_out(response, "hidden")
            return None
        fields = {"source_key": str(said["id"]), "url": "https://e.example/1"}
        more = {"salary": said.get("pay", ""), "posted": said.get("posted", "")}
        return self.posting(response, **fields, title=said["title"], **more)

    def detail_request(self, response, record):
        return response.follow(f"/jobs/{record['id']}")

    def detail_in(self, page):
        return page.get("job") or {}


def answer(body, url="https://e.example/jobs", **meta):
    return JsonResponse(url, body=json.dumps(body).encode(), request=Request(url, meta=meta))


def listed(spider, *jobs):
    return list(spider.parse(answer({"jobs": list(jobs)})))


def follow(spider, request, body):
    response = answer(body, request.url, board=Board("tiny", "b"))
    return request.callback(response, **request.cb_kwargs)


MLE = {"id": 1, "title": "ML Engineer"}


def test_a_detail_is_asked_for_where_the_title_may_be_of_the_field():
    request, barista = listed(Tiny(), MLE, {"id": 2, "title": "Barista"})
    assert (request.url, request.cb_kwargs) == ("https://e.example/jobs/1", {"row": MLE})
    assert (barista.source_key, barista.title) == ("2", "Barista")


@pytest.mark.parametrize(("posted", "details"), [("2026-10-31", 0), ("2026-11-01", 1), ("", 1)])
def test_a_job_from_before_the_day_asked_for_needs_no_detail(posted, details):
    spider = Tiny()
    spider.since = date(2026, 11, 1)
    found = listed(spider, MLE | {"posted": posted})
    assert [isinstance(f, Request) for f in found] == [bool(details)]


def test_listing_and_detail_make_one_posting():
    spider = Tiny()
    (request,) = listed(spider, MLE)
    (posting,) = follow(spider, request, {"job": {"pay": "$9"}})
    assert (posting.source_key, posting.title, posting.salary) == ("1", "ML Engineer", "$9")
    assert posting.board == "b"


def test_a_job_whose_detail_cannot_be_had_is_as_listed():
    (request,) = listed(Tiny(), MLE)
    (posting,) = request.errback(Failure(ValueError("404")))
    assert (posting.source_key, posting.salary) == ("1", "")


def test_a_detail_that_is_none_gives_the_job_as_listed_and_an_error():
    spider = Tiny()
    (request,) = listed(spider, MLE)
    found = follow(spider, request, {"error": "gone"})
    assert isinstance(next(found), RawPosting)
    with pytest.raises(UnreadableJsonError):
        next(found)


def test_a_broken_row_is_refused_and_no_detail_is_asked_for():
    spider = Tiny()
    assert len(listed(spider, {"title": "ML Engineer"}, MLE)) == 1
    assert [r["reason"] for r in spider.crawl_stats.refusals] == ["unreadable_record"]


def test_a_row_that_is_ruled_out_asks_for_nothing():
    spider = Tiny()
    assert listed(spider, MLE | {"hidden": True}) == []
    assert spider.crawl_stats.board("").ruled_out == {"hidden": 1}


def test_a_detail_by_itself_is_read():
    (posting,) = Tiny().parse(answer({"job": MLE | {"pay": "€1"}}))
    assert isinstance(posting, RawPosting)
    assert (posting.title, posting.salary) == ("ML Engineer", "€1")


@pytest.mark.parametrize(
    ("title", "may_be"),
    [
        ("Machine Learning Engineer", True),
        ("Senior Data Analyst (m/f/d)", True),
        ("Ingénieur IA", True),
        ("机器学习工程师", True),
        ("Forward Deployed Engineer", True),
        ("Zorblax II", True),
        ("", True),
        ("Account Executive", False),
        ("Registered Nurse", False),
        ("Backend Developer", False),
        ("Operator 2 - 2nd shift", False),
    ],
)
def test_titles_that_may_be_of_the_field(title, may_be):
    assert may_be_of_the_field(title) is may_be
