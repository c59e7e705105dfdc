import json
import re
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, JsonResponse

from models.raw import RawPosting
from pipeline.operate.crawls.boards import Board
from scrapers.platforms.ashby import board as ashby
from scrapers.platforms.greenhouse import board as greenhouse
from scrapers.platforms.greenhouse.pay import pay_fields
from scrapers.platforms.schema_org import job_posting
from scrapers.platforms.schema_org.budget import Budget
from scrapers.platforms.schema_org.json_ld import job_postings, read_block
from scrapers.platforms.schema_org.scripts import scripts
from scrapers.sources import all_spiders
from scrapers.spiders.jsonld import JsonLd

PAYLOADS = Path(__file__).resolve().parents[3] / "shared" / "payloads"
SPIDERS = all_spiders()
NO_BOARD = "doc_metadata_currency_range_shapes.json"

pytestmark = pytest.mark.skipif(
    not PAYLOADS.is_dir(), reason="the recorded responses are not beside this checkout"
)


def files(*patterns):
    found = (path for pattern in patterns for path in PAYLOADS.glob(pattern))
    return [pytest.param(p, id=p.name) for p in sorted(found) if p.name != NO_BOARD]


BOARDS = files("greenhouse/*.json", "ashby/*.json")
PAGES = files("jsonld/*.html", "misc/freehire_micro1_post.html", "teamtailor/*.json")
AIJOBS = files("aijobs/*.html")


def crawled(path, url="https://example.org/p"):
    """Return what a file's spider makes of it; nothing may be refused."""
    spider = SPIDERS.get(path.parent.name, JsonLd)()
    meta = {"board": Board(spider.platform, "token", "The board's company")}
    request = Request(url, meta=meta if spider.platform else {})
    kind = JsonResponse if path.suffix == ".json" else HtmlResponse
    response = kind(url, body=path.read_bytes(), encoding="utf-8", request=request)
    found = list(spider.parse(response))
    assert spider.crawl_stats.refusals == []
    return found


def jobs(path):
    return json.loads(path.read_text(encoding="utf-8"))["jobs"]


def offered(job):
    return job.get("internal_job_id", 0) is not None and job.get("isListed") is not False


def sound(postings):
    for posting in postings:
        assert posting.require() is posting
        assert not re.search(r"[<>\n]|&\w+;", posting.title)
        assert posting.title == posting.title.strip()
        assert posting.url.startswith("https://")
        json.dumps(posting.extra, allow_nan=False)
    keys = [p.source_key for p in postings]
    assert len(set(keys)) == len(keys)
    return keys


@pytest.mark.parametrize("path", BOARDS)
def test_every_posting_of_a_board_comes_out(path):
    postings = crawled(path)
    wanted = [job for job in jobs(path) if offered(job)]
    assert [p.title for p in postings] == [job["title"].strip() for job in wanted]
    assert sound(postings) == sound(crawled(path))
    assert all(str(job["id"]) in p.source_key for p, job in zip(postings, wanted, strict=True))
    assert all(p.posted and p.company and p.location for p in postings)


@pytest.mark.parametrize("path", BOARDS)
def test_pay_comes_out_where_a_board_states_it(path):
    for posting, job in zip(crawled(path), filter(offered, jobs(path)), strict=True):
        tiers = (job.get("compensation") or {}).get("compensationTiers") or []
        parts = [c for t in tiers for c in t["components"] if c["compensationType"] == "Salary"]
        blocks = (job.get("content") or "").count("class=&quot;pay-range")
        assert len(posting.salary_fields) == len(parts) + blocks
        assert [(f.min, f.max) for f in posting.salary_fields if not blocks] == [
            (str(c["minValue"]), str(c["maxValue"])) for c in parts
        ]
        assert all(f.text for f in posting.salary_fields)


@pytest.mark.parametrize("path", BOARDS)
def test_no_board_has_a_key_that_nobody_has_judged(path):
    platform = {"greenhouse": greenhouse, "ashby": ashby}[path.parent.name]
    known = platform.READ | platform.KEPT | platform.IGNORED
    assert {key for job in jobs(path) for key in job} <= known


def test_the_snapshots_of_a_board_agree_on_its_keys():
    snapshots = sorted(PAYLOADS.glob("greenhouse/jobsxplo_anthropic_*.json"))
    assert len(snapshots) == 3
    first, second, third = ({p.source_key for p in crawled(path)} for path in snapshots)
    assert len(first - second) == 18
    assert len(second - first) == 26
    assert len(second & third) > 90


def test_custom_fields_with_pay():
    shapes = json.loads((PAYLOADS / "greenhouse" / NO_BOARD).read_text(encoding="utf-8"))
    found = {
        name: [(f.min, f.max, f.currency, f.unit) for f in pay_fields(job, "")]
        for name, job in shapes.items()
        if name != "_note"
    }
    assert found == {
        "sofi_like": [("172800.0", "297000.0", "USD", "Annual")],
        "doordash_like": [("114600.0", "168500.0", "USD", "")],
        "two_countries": [
            ("150000.0", "180000.0", "CAD", ""),
            ("170000.0", "200000.0", "USD", ""),
        ],
        "internal_budget_not_an_offer": [],
        "blank": [],
    }


@pytest.mark.parametrize("path", PAGES)
def test_every_posting_of_a_page_comes_out(path):
    postings = crawled(path)
    page = path.read_text(encoding="utf-8")
    wanted = len(re.findall(r'\\?"@type\\?": ?\\?"JobPosting', page))
    assert len(postings) == wanted
    assert sound(postings) == sound(crawled(path))
    assert all(p.posted for p in postings)


@pytest.mark.parametrize("path", PAGES)
def test_pay_comes_out_where_a_page_states_it(path):
    page = path.read_text(encoding="utf-8")
    amounts = re.findall(r'"minValue": ?(\d+),\s*"maxValue": ?(\d+)', page)
    assert [(f.min, f.max) for p in crawled(path) for f in p.salary_fields] == amounts


@pytest.mark.parametrize("path", PAGES)
def test_every_block_of_a_page_can_be_read(path):
    for script in scripts(path.read_text(encoding="utf-8")):
        if script.is_json_ld:
            assert read_block(script.body, Budget())


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_key_that_nobody_has_judged(path):
    nodes, _broken = job_postings(path.read_text(encoding="utf-8"))
    known = job_posting.READ | job_posting.KEPT | job_posting.IGNORED
    assert {key for node in nodes for key in node} <= known


def test_places_of_pages():
    found = {path.values[0].name: crawled(path.values[0]) for path in PAGES}
    places = {name: p[0].location for name, p in found.items() if p}
    meta = places["jobseek_meta_software_engineer.html"].split("; ")
    assert (len(meta), meta[1], meta[-1]) == (9, "Bellevue, WA", "New York, NY")
    assert places["freehire_habr_vacancy_detail.html"] == "Санкт-Петербург"
    assert places["yc_waas_detail-loombotic-software.html"].endswith("; Austin, Texas, US")
    assert places["freehire_micro1_post.html"].startswith("Bangladesh; Hong Kong; India")


@pytest.mark.parametrize("path", AIJOBS)
def test_every_job_of_an_aijobs_page_comes_out(path):
    url = (
        "https://aijobs.net/job/data-specialist-5/"
        if "detail" in path.name
        else "https://aijobs.net/"
    )
    found = crawled(path, url)
    postings = [f for f in found if isinstance(f, RawPosting)]
    rows = [f.cb_kwargs["row"] for f in found if isinstance(f, Request) and f.cb_kwargs]
    assert len(postings) + len(rows) == (
        2 if "listing" in path.name or "fragment" in path.name else 1
    )
    assert all(row["title"] and row["location"] for row in rows)
    if "2022" in path.name or "detail" in path.name:
        assert all(p.company and p.salary and p.description_html for p in postings)
    sound(postings)
