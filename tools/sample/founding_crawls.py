"""Read the founding pages: a crawl of four sources, each response a file of its own."""

import csv
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tools.sample.paper_crawl import PaperCrawl, Reply

FOLDER = Path(__file__).with_name("founding")
ARCHIVE = FOLDER / "founding.warc.gz"


@dataclass(frozen=True, slots=True)
class Indexed:
    """One row of index.csv: which file answered which address, how and when (UTC)."""

    file: str
    url: str
    status: int
    content_type: str
    fetched_at: datetime
    source: str

    @property
    def reply(self) -> Reply:
        """Return the response, with the bytes of its file."""
        body = (FOLDER / self.file).read_bytes()
        return Reply(self.url, self.status, self.content_type, self.fetched_at, body)


def indexed() -> list[Indexed]:
    """Return the rows of index.csv, in the order they were received."""
    with (FOLDER / "index.csv").open(encoding="utf-8", newline="") as file:
        return [_indexed(cells) for cells in csv.DictReader(file)]


def asked() -> dict[str, dict[str, Any]]:
    """Return crawls.toml: for each source its boards and addresses, and when it began (UTC)."""
    return tomllib.loads((FOLDER / "crawls.toml").read_text(encoding="utf-8"))


def founding_crawls() -> list[PaperCrawl]:
    """Return the crawl of each source, in the order they began."""
    rows = indexed()
    return [
        PaperCrawl(
            source,
            crawl["at"],
            tuple(crawl["boards"]),
            tuple(crawl["urls"]),
            tuple(row.reply for row in rows if row.source == source),
        )
        for source, crawl in asked().items()
    ]


def _indexed(cells: dict[str, str]) -> Indexed:
    return Indexed(
        file=cells["file"],
        url=cells["url"],
        status=int(cells["status"]),
        content_type=cells["content_type"],
        fetched_at=datetime.fromisoformat(cells["fetched_at"]),
        source=cells["source"],
    )
