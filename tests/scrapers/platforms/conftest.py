import csv
import json
from collections import defaultdict
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, JsonResponse

from models.raw import RawPosting
from pipeline.operate.crawls.boards import Board
from scrapers.base import UNREADABLE
from scrapers.sources import all_spiders
from tools.read_saved import answered

FIXTURES = Path(__file__).parent.parent / "fixtures"
SPIDERS = all_spiders()
NOW = datetime(2026, 10, 1, 6, 0, tzinfo=UTC)


class Reading:
    """One response through one spider, and what came of it."""

    def __init__(self, source, body, url="https://example.org/p", board="", asked=None, **meta):
        self.spider = SPIDERS[source]()
        if board:
            meta["board"] = Board(self.spider.platform, board, "Company of the board", "US")
        request = asked or Request(url)
        request.meta.update({"fetched_at": NOW, **meta})
        data = body if isinstance(body, bytes) else body.encode()
        kind = JsonResponse if data.lstrip()[:1] in (b"{", b"[") else HtmlResponse
        self.response = kind(url, body=data, encoding="utf-8", request=request)
        self.found = list(answered(self.spider, request, self.response))

    @property
    def postings(self):
        return [f for f in self.found if isinstance(f, RawPosting)]

    @property
    def asked(self):
        return [f for f in self.found if isinstance(f, Request)]

    @property
    def ruled_out(self):
        boards = self.spider.crawl_stats.boards.values()
        return {reason: n for b in boards for reason, n in b.ruled_out.items()}

    @property
    def refused(self):
        return self.spider.crawl_stats.refusals

    def as_json(self):
        plain = {
            "postings": [bare(asdict(p)) for p in self.postings],
            "asked": [{"url": r.url, **r.cb_kwargs} for r in self.asked],
            "ruled_out": self.ruled_out,
            "refused": [{k: r[k] for k in ("reason", "detail", "record")} for r in self.refused],
        }
        return json.dumps(plain, indent=1, ensure_ascii=False, default=str) + "\n"


def bare(value):
    """Drop what is empty: a golden file shows what was found."""
    if isinstance(value, dict):
        return {k: bare(v) for k, v in value.items() if v not in ("", (), {}, False)}
    return [bare(v) for v in value] if isinstance(value, list | tuple) else value


@pytest.fixture(scope="session")
def read():
    return Reading


@pytest.fixture(scope="session", name="read_fixture")
def read_fixture_fixture():
    return read_fixture


def read_fixture(source, file, board, url):
    """Read a page; a detail as a crawl does, with what the listing that asks for it says."""
    body = (FIXTURES / source / file).read_bytes()
    return Reading(source, body, url, board, asked=asked_by_another(source, file, url))


@cache
def requests_of(source, file):
    """Return the requests that carry values of a fixture to the page they ask for, by address."""
    row = next(row for row in fixture_rows() if row[:2] == (source, file))
    try:
        found = Reading(source, (FIXTURES / source / file).read_bytes(), row[3], row[2])
    except UNREADABLE:
        return {}
    return {request.url: request for request in found.asked if request.cb_kwargs}


def asked_by_another(source, file, url):
    pages = [row[1] for row in fixture_rows() if row[0] == source and row[1] != file]
    found = (requests_of(source, page).get(url) for page in pages)
    request = next(filter(None, found), None)
    return request.copy() if request else None


def fixture_rows():
    with (FIXTURES / "index.csv").open(encoding="utf-8", newline="") as file:
        return [tuple(row.values()) for row in csv.DictReader(file)]


@pytest.fixture(scope="session")
def fixture_index():
    index = defaultdict(list)
    for source, *rest in fixture_rows():
        index[source].append(tuple(rest))
    return index


def pytest_generate_tests(metafunc):
    if "fixture_row" in metafunc.fixturenames:
        rows = fixture_rows()
        metafunc.parametrize("fixture_row", rows, ids=[f"{r[0]}-{r[1]}" for r in rows])
