"""A spider over hosts of the test's own: PAYBAND_TEST_SITES maps boards to start pages."""

import json
import os
import resource
import socket
from pathlib import Path

from scrapy import Request
from scrapy.http import HtmlResponse

from scrapers.platforms.schema_org.site import SchemaOrgSpider
from scrapers.platforms.schema_org.sitemap import is_sitemap
from scrapers.readers.json_text import read_json, records_at

SITES = json.loads(Path(os.environ["PAYBAND_TEST_SITES"]).read_text(encoding="utf-8"))
NAMES = {"inside.example": "10.0.0.8", "rebound.example": "127.0.0.1"}


def look_up(name):
    """Answer for the names of the test; no look-up leaves the machine."""
    if name.startswith("127."):
        return name
    if name not in NAMES:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")
    return NAMES[name]


socket.gethostbyname = look_up


def peak():
    """Return the most memory this process held, in KB: not what the one that started it held."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    lines = status.read_text(encoding="ascii").splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmHWM")))


class Faulty(SchemaOrgSpider):
    name = "faulty"
    platform = "faulty"
    known = frozenset({"id", "url", "title", "note", "unlisted"})

    def board_request(self, board):
        headers = {"Authorization": "Bearer x"} if board.token == "with-key" else {}
        return Request(SITES[board.token], headers=headers)

    def parse(self, response):
        if is_sitemap(response) or (
            isinstance(response, HtmlResponse) and b'"jobs"' not in response.body
        ):
            yield from super().parse(response)
            return
        page = read_json(response.text)
        if "total" in page:
            self.claim(response, page["total"])
        yield from self.read_each(response, records_at(page, "jobs"), self.read)
        for path in page.get("next", []):
            yield response.follow(path)

    def read(self, response, job):
        key = f"{self.board(response).token}:{job['id']}"
        title = job["title"].strip()
        return self.posting(response, source_key=key, url=job["url"], title=title)

    def closed(self, _reason):
        self.logger.info("memory %d", peak())
