"""Recorded responses of the boards that give one answer, or a listing and details."""

import json
import re
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import JsonResponse, XmlResponse
from twisted.python.failure import Failure

from models.raw import RawPosting
from models.vocab import SalaryStatus
from pipeline.clean.engine import clean
from pipeline.operate.crawls.boards import Board
from scrapers.sources import all_spiders

PAYLOADS = Path(__file__).resolve().parents[3] / "shared" / "payloads"
SPIDERS = all_spiders()
NO_PAY = ("", "", "", "")

# Each payload: its jobs, and the pay the spider must find (min, max, currency, unit), job by job.
FILES = [
    (
        "adzuna/jobradar_adzuna_search.json",
        {
            "5801147013": ("85389", "116975", "", ""),
            "5801265421": ("119025.7", "119025.7", "", ""),
            "5801264268": ("83804.48", "83804.48", "", ""),
            "5801171816": ("171527.66", "171527.66", "", ""),
        },
    ),
    (
        "recruitee/careerkit_recruitee.json",
        {
            "token:2700825": ("60000", "75000", "EUR", "year"),
            "token:2697184": ("75000", "90000", "EUR", "year"),
        },
    ),
    ("recruitee/doc_bunq_2026-10.json", {"token:4415333": NO_PAY}),
    ("workable/careerkit_workable.json", {"DD136DD7E7": NO_PAY}),
    ("workable/doc_huggingface_widget_2026-10.json", {"81B46579FE": NO_PAY}),
    ("personio/careerkit_personio.xml", {"token:1834171": NO_PAY}),
    ("breezy/jobradar_breezy_board.json", {"abc123def456": NO_PAY, "789ghi012jkl": NO_PAY}),
    (
        "pinpoint/careerkit_pinpoint.json",
        {
            "token:post-001": ("135000", "198000", "USD", "year"),
            "token:post-002": ("70", "90", "USD", "hour"),
        },
    ),
    ("teamtailor/careerkit_teamtailor.json", {"7167985": NO_PAY, "7069633": NO_PAY}),
    ("rippling/careerkit_rippling.json", {"2f0674e6-f01f-4ecd-b459-e947241c211f": NO_PAY}),
    ("bamboohr/careerkit_bamboohr.json", {"token:86": NO_PAY, "token:87": NO_PAY}),
    ("smartrecruiters/careerkit_smartrecruiters.json", {"743999671674844": NO_PAY}),
    ("smartrecruiters/doc_bosch_list_2026-10.json", {"744000154502129": NO_PAY}),
    ("workday/careerkit_workday.json", {"token:JR354232": NO_PAY, "token:JR332446": NO_PAY}),
    ("workday/jobradar_workday_job_detail.json", {"token:RQ216675": NO_PAY}),
    (
        "workday/jobradar_workday_search.json",
        dict.fromkeys(
            ("token:RQ216675", "token:RQ221571-1", "token:RQ222489-1", "token:RQ223218"), NO_PAY
        ),
    ),
]

pytestmark = pytest.mark.skipif(
    not PAYLOADS.is_dir(), reason="the recorded responses are not beside this checkout"
)


def crawled(file):
    """Return the spider of a file, and its jobs: those with a detail as they are without.

    Nothing may be refused.
    """
    path = PAYLOADS / file
    spider = SPIDERS[path.parent.name]()
    meta = {"board": Board(spider.platform, "token", "")} if spider.platform else {}
    url = "https://token.example.org/v1/api/jobs/us/search/1"
    kind = JsonResponse if path.suffix == ".json" else XmlResponse
    request = Request(url, meta=meta)
    response = kind(url, body=path.read_bytes(), encoding="utf-8", request=request)
    found = list(spider.parse(response))
    asked = [f for f in found if isinstance(f, Request) and "row" in f.cb_kwargs]
    listed = [posting for request in asked for posting in without_detail(request)]
    assert spider.crawl_stats.refusals == []
    return spider, [f for f in found if isinstance(f, RawPosting)] + listed


def without_detail(request):
    assert request.errback
    return request.errback(Failure(ValueError("404")))


@pytest.mark.parametrize(("file", "pay"), FILES)
def test_every_posting_comes_out_with_its_pay(file, pay):
    _spider, postings = crawled(file)
    stated = {
        p.source_key: next(((f.min, f.max, f.currency, f.unit) for f in p.salary_fields), NO_PAY)
        for p in postings
    }
    assert stated == pay
    assert len(postings) == len(pay)
    for posting in postings:
        assert posting.require() is posting
        assert not re.search(r"[<>\n]|&\w+;", posting.title)
        assert posting.title == posting.title.strip()
        assert posting.url.startswith("https://")
        json.dumps(posting.extra, allow_nan=False)
        assert clean(posting).posting.title


@pytest.mark.parametrize("file", [file for file, _pay in FILES])
def test_two_readings_agree(file):
    assert crawled(file)[1] == crawled(file)[1]


@pytest.mark.parametrize("file", [file for file, _pay in FILES])
def test_no_payload_has_a_key_that_nobody_has_judged(file):
    assert crawled(file)[0].unjudged == set()


def test_adzunas_own_predictions_are_marked_and_stay_out_of_statistics():
    postings = crawled("adzuna/jobradar_adzuna_search.json")[1]
    assert [f.is_estimate for p in postings for f in p.salary_fields] == [False, True, True, True]
    for posting in postings[1:]:
        assert clean(posting).posting.salary_status is SalaryStatus.FLAGGED


def test_pay_in_words_comes_out():
    stated = {p.source_key: p.salary for p in crawled("breezy/jobradar_breezy_board.json")[1]}
    assert stated == {"abc123def456": "$140,000 \u2013 $170,000 / year", "789ghi012jkl": ""}
    (detail,) = crawled("workday/jobradar_workday_job_detail.json")[1]
    assert "$110,500 - $149,500" in detail.description_html


def test_places_and_companies():
    first = {file.partition("/")[2]: crawled(file)[1][0] for file, _pay in FILES}
    assert {file: (p.location, p.company) for file, p in first.items()} == {
        "jobradar_adzuna_search.json": (
            "State Farm, Arlington County, Virginia, US",
            "SSG",
        ),
        "careerkit_recruitee.json": ("Berlin, Germany", "Acme"),
        "doc_bunq_2026-10.json": ("Brussels, Belgium", "bunq"),
        "careerkit_workable.json": ("Spain; Portugal", "Zaelab"),
        "doc_huggingface_widget_2026-10.json": ("Paris, Île-de-France, France", "Hugging Face"),
        "careerkit_personio.xml": ("Munich; Berlin", "Acme SE & Co. KG"),
        "jobradar_breezy_board.json": ("Los Angeles, CA", "Upgrade Labs"),
        "careerkit_pinpoint.json": ("United States", ""),
        "careerkit_teamtailor.json": ("Madrid, Europe, ES", ""),
        "careerkit_rippling.json": ("Remote (New Jersey, US); New York, NY", ""),
        "careerkit_bamboohr.json": ("Fort Lauderdale, Florida", ""),
        "careerkit_smartrecruiters.json": ("St. Louis, MO, United States", "Knight Gayles"),
        "doc_bosch_list_2026-10.json": ("St. Joseph, MI, United States", "Bosch Group"),
        "careerkit_workday.json": ("", ""),
        "jobradar_workday_job_detail.json": (
            "USA DC Washington",
            "GD Information Technology, Inc.",
        ),
        "jobradar_workday_search.json": ("USA DC Washington", ""),
    }
