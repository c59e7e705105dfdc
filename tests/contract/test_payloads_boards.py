"""Recorded responses of the boards that give one answer, or a listing and details."""

import json
import re
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import JsonResponse, XmlResponse

from models.raw import RawPosting
from pipeline.clean.engine import clean
from scrapers.boards import Board
from scrapers.sources import all_spiders

PAYLOADS = Path(__file__).resolve().parents[3] / "shared" / "payloads"
SPIDERS = all_spiders()
NO_PAY = ("", "", "", "")

# Each payload: its jobs, and the pay the spider must find (min, max, currency, unit), job by job.
FILES = [
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
]

pytestmark = pytest.mark.skipif(
    not PAYLOADS.is_dir(), reason="the recorded responses are not beside this checkout"
)


def crawled(file):
    """Return the spider of a file, and what it makes of it; nothing may be refused."""
    path = PAYLOADS / file
    spider = SPIDERS[path.parent.name]()
    meta = {"board": Board(spider.platform, "token", "")} if spider.platform else {}
    url = "https://token.example.org/api/offers/?language=en"
    kind = JsonResponse if path.suffix == ".json" else XmlResponse
    request = Request(url, meta=meta)
    response = kind(url, body=path.read_bytes(), encoding="utf-8", request=request)
    found = list(spider.parse(response))
    assert spider.ledger.refusals == []
    return spider, found


@pytest.mark.parametrize(("file", "pay"), FILES)
def test_every_posting_comes_out_with_its_pay(file, pay):
    _spider, found = crawled(file)
    postings = [f for f in found if isinstance(f, RawPosting)]
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


def test_places_of_boards():
    first = {file: crawled(file)[1][0] for file, _pay in FILES}
    assert {file.partition("/")[2]: p.location for file, p in first.items() if p.location} == {
        "careerkit_recruitee.json": "Berlin, Germany",
        "doc_bunq_2026-10.json": "Brussels, Belgium",
        "careerkit_workable.json": "Spain; Portugal",
        "doc_huggingface_widget_2026-10.json": "Paris, Île-de-France, France",
        "careerkit_personio.xml": "Munich; Berlin",
    }
    companies = ["Acme", "bunq", "Zaelab", "Hugging Face", "Acme SE & Co. KG"]
    assert [p.company for p in first.values()] == companies
