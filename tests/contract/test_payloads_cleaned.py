"""Recorded responses of real boards, all the way to what we say of them."""

import html
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, JsonResponse

from models.raw import RawPosting
from models.vocab import SalaryStatus
from pipeline.clean.engine import clean
from pipeline.operate.crawls.boards import Board
from scrapers.spiders.ashby import Ashby
from scrapers.spiders.greenhouse import Greenhouse
from scrapers.spiders.jsonld import JsonLd

SHARED = Path(__file__).resolve().parents[3] / "shared"
PAYLOADS = SHARED / "payloads"
NOW = datetime(2026, 10, 1, 6, 0, tzinfo=UTC)
LISTS = [
    p for s in ("greenhouse", "ashby") for p in sorted(PAYLOADS.glob(f"{s}/*.json"))
    if not p.name.startswith("doc_")
]  # fmt: skip
PAGES = [*sorted(PAYLOADS.glob("jsonld/*.html")), PAYLOADS / "misc/freehire_micro1_post.html"]
# Samples of broken markup that hold no JobPosting.
NO_POSTING = {"extruct_control_characters.html", "extruct_js_comment.html"}

pytestmark = pytest.mark.skipif(
    not PAYLOADS.is_dir(),
    reason=f"there are no recorded payloads in {PAYLOADS.name}/ beside this checkout",
)


def read(spider, body, url="https://example.org/jobs/1", token=""):
    meta: dict[str, Any] = {"fetched_at": NOW}
    if token:
        meta["board"] = Board(spider.platform, token, "", "")
    kind = JsonResponse if body.lstrip()[:1] in (b"{", b"[") else HtmlResponse
    response = kind(url, body=body, encoding="utf-8", request=Request(url, meta=meta))
    return [item for item in spider.parse(response) if isinstance(item, RawPosting)]


def name(path):
    return f"{path.parent.name}/{path.name}"


def check(postings):
    """Check what holds for every posting: keys that are there and unique, titles without markup."""
    assert len({p.source_key for p in postings}) == len(postings)
    for posting in postings:
        posting.require()
        assert not re.search(r"<[a-zA-Z/]", posting.title), posting.title
        clean(posting)


@pytest.mark.parametrize("path", LISTS, ids=name)
def test_every_posting_of_a_board_comes_out(path):
    spider = Greenhouse() if path.parent.name == "greenhouse" else Ashby()
    jobs = json.loads(path.read_bytes())["jobs"]
    postings = read(spider, path.read_bytes(), token="board")
    ruled_out = sum(a.ruled_out.total() for a in spider.crawl_stats.boards.values())
    assert len(postings) + ruled_out == len(jobs)
    assert spider.crawl_stats.refusals == []
    check(postings)
    again = read(type(spider)(), path.read_bytes(), token="board")
    assert [p.source_key for p in again] == [p.source_key for p in postings]


@pytest.mark.parametrize("path", LISTS, ids=name)
def test_pay_comes_out_where_a_board_has_it(path):
    spider = Greenhouse() if path.parent.name == "greenhouse" else Ashby()
    jobs = {str(job["id"]): job for job in json.loads(path.read_bytes())["jobs"]}
    for posting in read(spider, path.read_bytes(), token="board"):
        if _has_pay(jobs[posting.source_key.rpartition(":")[2]]):
            assert posting.salary_fields or posting.salary, posting.title
            assert clean(posting).posting.salary_status is not SalaryStatus.ABSENT


def _has_pay(job):
    tiers = (job.get("compensation") or {}).get("compensationTiers") or []
    salaries = [c for t in tiers for c in t["components"] if c["compensationType"] == "Salary"]
    return bool(salaries) or "pay-range" in html.unescape(job.get("content") or "")


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_posting_of_a_page_comes_out(path):
    spider = JsonLd()
    postings = read(spider, path.read_bytes())
    assert len(postings) == (0 if path.name in NO_POSTING else 1)
    check(postings)
    if path.name not in NO_POSTING:
        assert spider.crawl_stats.refusals == []


@pytest.mark.parametrize("path", sorted(PAYLOADS.glob("jsonld/yc_*.html")), ids=name)
def test_pay_comes_out_of_a_page_that_states_it(path):
    (posting,) = read(JsonLd(), path.read_bytes())
    read_as = clean(posting).posting
    assert (read_as.salary_status, read_as.salary_currency) == (SalaryStatus.OK, "USD")
