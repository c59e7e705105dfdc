"""Recorded responses of every source that answers in JSON, through its spider."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import JsonResponse

from models.raw import RawPosting
from models.vocab import SalaryStatus
from pipeline.clean.engine import clean
from pipeline.operate.crawls.boards import Board
from scrapers.readers.json_text import records_at
from scrapers.sources import all_spiders

PAYLOADS = Path(__file__).resolve().parents[3] / "shared" / "payloads"
SPIDERS = all_spiders()

pytestmark = pytest.mark.skipif(
    not PAYLOADS.is_dir(), reason="the recorded responses are not beside this checkout"
)

# Where a record holds its title, and whether the record states pay.
SHAPES: dict[str, tuple[str, Any]] = {
    "arbeitnow": ("title", lambda _job: False),
    "himalayas": ("title", lambda job: bool(job["minSalary"])),
    "lever": ("text", lambda job: "salaryRange" in job),
    "usajobs": ("MatchedObjectDescriptor.PositionTitle", lambda _job: True),
}
FILES = [p for source in SHAPES for p in sorted(PAYLOADS.glob(f"{source}/*.json"))]


def crawl(path):
    spider = SPIDERS[path.parent.name]()
    board = Board(spider.platform, "token", "The board's company") if spider.platform else None
    url = "https://example.org/api?skip=0&page=1&Page=1"
    request = Request(url, meta={"board": board} if board else {})
    response = JsonResponse(url, body=path.read_bytes(), encoding="utf-8", request=request)
    return spider, [found for found in spider.parse(response) if isinstance(found, RawPosting)]


def records(path):
    spider = SPIDERS[path.parent.name]
    return records_at(json.loads(path.read_bytes()), spider.records)  # type: ignore[attr-defined]


def at(record, path):
    for key in path.split("."):
        record = record[key]
    return record


def named(path):
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", FILES, ids=named)
def test_every_posting_comes_out(path):
    spider, postings = crawl(path)
    assert spider.crawl_stats.refusals == []
    title = SHAPES[path.parent.name][0]
    assert [p.title for p in postings] == [at(job, title).strip() for job in records(path)]
    assert len({p.source_key for p in postings}) == len(postings)
    assert [p.source_key for p in crawl(path)[1]] == [p.source_key for p in postings]
    for posting in postings:
        posting.require()
        assert not re.search(r"[<>\n]|&\w+;", posting.title)
        assert posting.company
        assert posting.description_html
        assert clean(posting).posting.posted_on


@pytest.mark.parametrize("path", FILES, ids=named)
def test_pay_comes_out_where_a_record_states_it(path):
    states = SHAPES[path.parent.name][1]
    for posting, job in zip(crawl(path)[1], records(path), strict=True):
        assert bool(posting.salary or posting.salary_fields) == states(job)
        if states(job):
            assert clean(posting).posting.salary_status is not SalaryStatus.ABSENT


@pytest.mark.parametrize("path", FILES, ids=named)
def test_every_key_is_judged(path):
    assert crawl(path)[0].unjudged == set()


def hn_comments():
    cases = PAYLOADS / "hackernews" / "whoishiringreport_eval_cases.json"
    found = json.loads(cases.read_bytes())["test_cases"] if cases.is_file() else []
    return [pytest.param(c["comment"], c["expected"], id=c["name"]) for c in found]


def hn_crawl(body):
    request = Request("https://hn.algolia.com/api/v1/items/1")
    response = JsonResponse(request.url, body=json.dumps(body).encode(), request=request)
    spider = SPIDERS["hackernews"]()
    postings = [found for found in spider.parse(response) if isinstance(found, RawPosting)]
    assert spider.crawl_stats.refusals == []
    return postings


@pytest.mark.parametrize(("comment", "expected"), hn_comments())
def test_the_jobs_of_a_hacker_news_comment(comment, expected):
    child = {"id": comment["id"], "parent_id": 1, "text": comment["content"]}
    postings = hn_crawl({"id": 1, "children": [child | {"created_at": comment.get("date")}]})
    least = expected.get("role_count_min", expected.get("role_count", 0))
    most = expected.get("role_count", 9)
    assert least <= len(postings) <= most
    for role in expected.get("roles", []):
        said = expected.get("all_roles", {}) | role["expect"]
        words = [w.casefold() for w in role["match_by"]["role_title_contains"]]
        named = [p for p in postings if any(w in p.title.casefold() for w in words)]
        assert named
        for posting in named:
            sound(clean(posting).posting, said)


def sound(posting, said):
    for word in said.get("company_name_contains", [said.get("company_name", "")]):
        assert word.casefold() in posting.company.casefold()
    if said.get("salary_currency"):
        assert posting.salary_currency == said["salary_currency"]
    if "salary_min" in said:
        assert posting.salary_min == said["salary_min"]
        assert posting.salary_max == said["salary_max"]
    if said.get("is_remote"):
        assert posting.workplace == "remote"


def test_a_reply_is_no_job_of_hacker_news():
    page = json.loads((PAYLOADS / "hackernews/0xquinto_hn_algolia_response.json").read_bytes())
    (posting,) = hn_crawl(page)
    assert posting.company == "Faqta"
    assert posting.title.startswith("Medior Backend Developer")
    read = clean(posting).posting
    assert [str(v) for v in (read.salary_min, read.salary_max)] == ["3000", "3525"]
    assert read.salary_period == "month"
