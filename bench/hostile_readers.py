"""The readers of hostile input, each with a harmless input that loads what the reader needs."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.http import HtmlResponse, TextResponse, XmlResponse
from scrapy.robotstxt import ProtegoRobotParser

from bench.hostile_inputs import job, ld, posting, sitemap, warc
from models.raw import RawPosting
from pipeline.archive.index import ArchiveIndex
from pipeline.clean.engine import clean
from pipeline.operate.crawls.boards import Board
from scrapers.base import UNREADABLE
from scrapers.crawl_stats import CrawlStats
from scrapers.middlewares.robots import _rules as robots_rules
from scrapers.sources import all_spiders


def read_page(
    source: str, url: str, kind: type[TextResponse], board: str = ""
) -> Callable[[bytes], str]:
    """Return a reader of pages of a source, which drops what the spider yields."""

    def read(body: bytes) -> str:
        spider = all_spiders()[source]()
        spider.allowed_domains = ["acme.example"]
        request = Request(url, meta={"board": Board(spider.platform, board)} if board else {})
        page = kind(url, body=body, request=request, encoding="utf-8")
        found, fault = 0, ""
        try:
            for _ in spider.parse(page):
                found += 1
        except UNREADABLE as error:
            fault = f"{type(error).__name__}: {error}"[:60]
        return _told(spider.crawl_stats, found, fault)

    return read


def _told(stats: CrawlStats, found: int, fault: str) -> str:
    refused = sum(board.quarantined for board in stats.boards.values())
    return f"{found} read, {refused} refused in {len(stats.refusals)} rows {fault}"


def read_posting(raw: RawPosting) -> str:
    cleaned = clean(raw)
    codes = sorted({issue.code for issue in cleaned.issues})
    return f"{len(cleaned.bands)} bands, {len(cleaned.issues)} issues: {' '.join(codes)}"[:90]


def read_robots(body: bytes) -> str:
    page = TextResponse("https://acme.example/robots.txt", body=body)
    rules = ProtegoRobotParser(robots_rules(page), None)
    return str([rules.allowed(f"https://acme.example/jobs/{n}", "payband") for n in range(20)][:1])


def read_archive(body: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bad.warc"
        file.write_bytes(body)
        index = ArchiveIndex(file)
        found = index.find("GET", "https://acme.example/jobs")
        return f"{len(index)} records, {len(index.damage)} damaged, {found and len(found.body)}"


SMALL = b'{"jobs":[]}'
SITE = "https://acme.example"
READERS: dict[str, tuple[Callable[[], Any], Callable[[Any], str]]] = {
    "greenhouse": (lambda: SMALL, read_page("greenhouse", f"{SITE}/b", TextResponse, "acme")),
    "personio": (
        lambda: b"<workzag-jobs/>",
        read_page("personio", f"{SITE}/xml", XmlResponse, "acme"),
    ),
    "hackernews": (lambda: b'{"hits":[]}', read_page("hackernews", f"{SITE}/hn", TextResponse)),
    "jsonld": (lambda: ld(job(1)), read_page("jsonld", f"{SITE}/careers", HtmlResponse)),
    "sitemap": (lambda: sitemap(2), read_page("jsonld", f"{SITE}/jobs.xml.gz", TextResponse)),
    "clean": (posting, read_posting),
    "robots": (lambda: b"User-agent: *\nDisallow: /x\n", read_robots),
    "archive": (lambda: warc(1), read_archive),
}
