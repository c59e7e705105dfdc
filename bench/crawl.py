"""Measure crawling: pages a CPU second of our spider beside plain Scrapy, on one local server.

    python -m bench.crawl [--pages 1000] [--rounds 5]

Three crawls take turns on the same pages (5 KB of JSON, two jobs each), each in its own process:
ours with archive and store; a bare Scrapy spider at the same settings, without our archive, store
or middlewares; and the same bare spider at Scrapy's default settings. Politeness is off in all.
CPU time is that of the crawl's process with its threads, from the first request on. The bench
prints the medians, and ours as a ratio of the others. The goals are 0.85 and 1.5.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings, default_settings

from bench.figures import figure
from scrapers.platforms.json_api import JsonApiSpider

POLITE_NO_MORE = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "ROBOTSTXT_OBEY": False,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    "LOG_LEVEL": "ERROR",
}
OURS = ("DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "ITEM_PIPELINES", "EXTENSIONS")
OURS += ("DOWNLOAD_HANDLERS", "TWISTED_DNS_RESOLVER")
REPLACED = ("scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware",)
TEXT = "<p>We build models that read what others wrote, and we measure what they get wrong.</p>"


def page(number):
    jobs = [
        {
            "id": f"{number}-{n}",
            "url": f"https://jobs.example.org/{number}/{n}",
            "title": f"Machine Learning Engineer {number}",
            "location": "Berlin, Germany",
            "salary": "€70,000 - €90,000",
            "posted": "2026-11-01",
            "description": TEXT * 27,
        }
        for n in (0, 1)
    ]
    return json.dumps({"jobs": jobs}).encode()


async def serve(ready):
    """Answer /N with page N, on connections that stay open."""

    async def answer(reader, writer):
        while head := await reader.readuntil(b"\r\n\r\n"):
            body = page(int(head.split()[1][1:]))
            said = (
                f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
            )
            writer.write(f"{said}\r\n\r\n".encode() + body)
            await writer.drain()

    async def until_it_goes(reader, writer):
        try:
            await answer(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(until_it_goes, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], file=ready, flush=True)
    await server.serve_forever()


class Clock:
    """The CPU time of a crawl, from its first request to its end."""

    def spider_opened(self):
        self.began, self.wall = time.process_time(), time.monotonic()

    def told(self):
        return time.process_time() - self.began, time.monotonic() - self.wall


CLOCK = Clock()


class Bare(Spider):
    name = "bare"

    async def start(self):
        CLOCK.spider_opened()
        for url in self.pages:
            yield Request(url)

    def parse(self, response):
        for job in json.loads(response.text)["jobs"]:
            yield {"source_key": job["id"], **job}


class Ours(JsonApiSpider):
    name = "ours"
    records = "jobs"
    known = frozenset(json.loads(page(0))["jobs"][0])

    async def start(self):
        CLOCK.spider_opened()
        async for request in super().start():
            yield request

    def read(self, response, job):
        return self.posting(
            response,
            source_key=job["id"],
            url=job["url"],
            title=job["title"],
            location=job["location"],
            salary=job["salary"],
            posted=job["posted"],
            description_html=job["description"],
        )


def lean(settings, name):
    """Return a setting without our classes: disabled ones stay off, replaced ones come back."""
    base = getattr(default_settings, name)
    if not isinstance(base, dict):
        return base
    off = (path for path, order in settings[name].items() if order is None)
    return base | {path: None for path in off if path not in REPLACED}


def crawl(kind, pages, folder):
    """Crawl in this process; print the CPU time, the wall time and the number of items."""
    settings = Settings(POLITE_NO_MORE, priority="cmdline")
    if kind != "default":
        settings.setmodule("scrapers.settings", priority="project")
    if kind == "ours":
        place = pages[0].split("/")[2]
        more = {"PAYBAND_RUN_ID": "r", "PAYBAND_REACHABLE": place, "PAYBAND_REST": 0}
        settings.setdict(more | {"PAYBAND_ARCHIVE": f"{folder}/a.warc.gz"}, priority="cmdline")
    if kind == "same":
        for name in OURS:
            settings.set(name, lean(settings, name), priority="cmdline")
    process = CrawlerProcess(settings)
    spider = Ours if kind == "ours" else Bare
    given = {"urls": ",".join(pages)} if kind == "ours" else {"pages": pages}
    crawler = process.create_crawler(spider)
    process.crawl(crawler, **given)
    process.start()
    items = crawler.stats.get_value("item_scraped_count")
    print(json.dumps([*CLOCK.told(), items]))


def measured(kind, count, port):
    """Return pages a CPU second and pages a second of one crawl in its own process."""
    with tempfile.TemporaryDirectory() as folder:
        where = {
            "PAYBAND_CONTACT": "bench@example.org",
            "PAYBAND_DATABASE_URL": f"sqlite:///{folder}/p.db",
        }
        words = [sys.executable, "-m", "bench.crawl", "--crawl", kind, "--pages", str(count)]
        words += ["--port", str(port), "--folder", folder]
        done = subprocess.run(
            words, env={**os.environ, **where}, stdout=subprocess.PIPE, text=True, check=True
        )
    cpu, wall, items = json.loads(done.stdout.splitlines()[-1])
    assert items == 2 * count, f"{kind}: {items} items of {2 * count}"
    return count / cpu, count / wall


def compare(count, rounds):
    server = subprocess.Popen(
        [sys.executable, "-m", "bench.crawl", "--serve"], stdout=subprocess.PIPE, text=True
    )
    port = int(server.stdout.readline())
    rates = {"ours": [], "same": [], "default": []}
    try:
        for _ in range(rounds):
            for kind, found in rates.items():
                found.append(measured(kind, count, port))
    finally:
        server.terminate()
        server.wait()
    report(rates, count)


def report(rates, count):
    named = {"ours": "ours", "same": "bare, same settings", "default": "bare, Scrapy's defaults"}
    for kind, found in rates.items():
        cpu, wall = (statistics.median(column) for column in zip(*found, strict=True))
        print(f"{named[kind]:24} {cpu:7.0f} pages/CPU-s {wall:7.0f} pages/s")
    for kind in ("same", "default"):
        pairs = zip(rates["ours"], rates[kind], strict=True)
        ratios = [ours[0] / theirs[0] for ours, theirs in pairs]
        print(f"ours / {named[kind]}: {statistics.median(ratios):.2f}", end="  ")
        rates_of = [statistics.median(one[0] for one in rates[which]) for which in ("ours", kind)]
        figure(f"crawl.{kind}", *rates_of, f"{count:,} pages")
        print(f"({min(ratios):.2f}..{max(ratios):.2f} in {len(ratios)} rounds)")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    for name in ("--crawl", "--port", "--folder"):
        parser.add_argument(name, help=argparse.SUPPRESS)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        asyncio.run(serve(sys.stdout))
    elif given.crawl:
        pages = [f"http://127.0.0.1:{given.port}/{n}" for n in range(given.pages)]
        crawl(given.crawl, pages, Path(given.folder))
    else:
        compare(given.pages, given.rounds)


if __name__ == "__main__":
    main()
