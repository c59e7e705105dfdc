"""A crawl that took place on paper, and the archive that a replay reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.archive.archive import ArchiveWriter


@dataclass(frozen=True, slots=True)
class Reply:
    """A response: what answered which address, how and when (UTC)."""

    url: str
    status: int
    content_type: str
    fetched_at: datetime
    body: bytes


@dataclass(frozen=True, slots=True)
class PaperCrawl:
    """The crawl of a source: what it set out to ask, when it began (UTC), and what came."""

    source: str
    at: datetime
    boards: tuple[dict[str, Any], ...]
    urls: tuple[str, ...]
    replies: tuple[Reply, ...]


def write_archive(path: Path, crawls: Iterable[PaperCrawl]) -> None:
    """Write crawls to the archive at `path`, replacing it. Raises StoreError, OSError."""
    aside = path.with_name(f".{path.name}.new")
    aside.unlink(missing_ok=True)
    writer = ArchiveWriter(aside)
    try:
        for crawl in crawls:
            _write(writer, crawl)
    finally:
        writer.close()
    aside.chmod(0o644)  # unlike a crawl of one's own, the sample is for everybody
    aside.replace(path)


def _write(writer: ArchiveWriter, crawl: PaperCrawl) -> None:
    """Write what a crawl set out to ask before its first response."""
    asked = {"boards": list(crawl.boards), "urls": list(crawl.urls)}
    writer.info(crawl.source, asked, crawl.at)
    for reply in crawl.replies:
        kind = [(b"Content-Type", reply.content_type.encode())]
        writer.response(reply.url, reply.status, kind, reply.body, reply.fetched_at)
