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
from scrapers.boards import Board
from scrapers.platforms.json_text import records_at
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
    assert spider.ledger.refusals == []
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
