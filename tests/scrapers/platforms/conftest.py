import csv
import json
from collections import defaultdict
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, JsonResponse

from models.raw import RawPosting
from pipeline.operate.crawls.boards import Board
from scrapers.sources import all_spiders

FIXTURES = Path(__file__).parent.parent / "fixtures"
SPIDERS = all_spiders()
NOW = datetime(2026, 10, 1, 6, 0, tzinfo=UTC)


class Reading:
    """One response through one spider, and what came of it."""

    def __init__(self, source, body, url="https://example.org/p", board="", **meta):
        self.spider = SPIDERS[source]()
        if board:
            meta["board"] = Board(self.spider.platform, board, "Company of the board", "US")
        request = Request(url, meta={"fetched_at": NOW, **meta})
        data = body if isinstance(body, bytes) else body.encode()
        kind = JsonResponse if data.lstrip()[:1] in (b"{", b"[") else HtmlResponse
        self.response = kind(url, body=data, encoding="utf-8", request=request)
        self.found = list(self.spider.parse(self.response))

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
