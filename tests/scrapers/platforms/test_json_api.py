import json

import pytest
from scrapy import Request
from scrapy.http import JsonResponse

from models.raw import RawPosting
from pipeline.operate.crawls.boards import Board
from scrapers.platforms.json_api import JsonApiSpider
from scrapers.readers.json_text import UnreadableJsonError


class Paged(JsonApiSpider):
    name = "paged"
    records = "data.jobs"
    known = frozenset({"id", "title"})

    def read(self, response, record):
        return self.posting(response, source_key=record["id"], url="u", title=record["title"])

    def next_page(self, response, page, count):
        following = page["data"].get("next")
        return response.follow(following) if following and count else None


def page(following=None, jobs=("1",), **meta):
    data = {"jobs": [{"id": i, "title": "t"} for i in jobs], "next": following}
    request = Request("https://api.example.org/?page=1", meta=meta)
    return JsonResponse(request.url, body=json.dumps({"data": data}).encode(), request=request)


def asked(found):
    return [(r.url, r.meta["page"]) for r in found if isinstance(r, Request)]


@pytest.mark.parametrize(
    ("meta", "jobs", "most", "following"),
    [
        ({}, ["1"], 0, [("https://api.example.org/?page=2", 2)]),
        ({"page": 7}, ["1"], 0, [("https://api.example.org/?page=2", 8)]),
        ({"page": 7}, ["1"], 8, [("https://api.example.org/?page=2", 8)]),
        ({"page": 8}, ["1"], 8, []),
        ({"page": 8}, ["1"], "8", []),
        ({}, [], 0, []),
    ],
)
def test_pages_are_followed_to_the_last(meta, jobs, most, following):
    spider = Paged()
    spider.max_pages = most
    assert asked(spider.parse(page("?page=2", jobs, **meta))) == following


def test_the_records_come_before_the_next_page_and_know_their_board():
    posting, request = Paged().parse(page("?page=2", board=Board("paged", "velmont", "Velmont")))
    assert isinstance(posting, RawPosting)
    assert (posting.source_key, posting.board, posting.company) == ("1", "velmont", "Velmont")
    assert isinstance(request, Request)


@pytest.mark.parametrize("body", ["<html>Sorry</html>", "[]", '{"data": {"jobs": null}}', "{}"])
def test_a_page_without_records_is_an_error(body):
    response = JsonResponse("https://api.example.org", body=body.encode())
    with pytest.raises(UnreadableJsonError):
        list(Paged().parse(response))


def test_a_key_nobody_has_judged_is_said_once(caplog):
    spider, response = Paged(), page()
    spider.signal({"id": "1", "title": "t"})
    assert caplog.messages == []
    for _ in range(2):
        list(
            spider.read_each(
                response, [{"id": "1", "title": "t", "zeal": 1, "art": 2}], spider.read
            )
        )
    assert caplog.messages == [
        "unknown key of a record, kept in extra: art",
        "unknown key of a record, kept in extra: zeal",
    ]


def test_a_platform_that_reads_no_records_says_so():
    with pytest.raises(NotImplementedError):
        JsonApiSpider("bare").read(page(), {})
