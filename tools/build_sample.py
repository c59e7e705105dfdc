"""Pack the sample's pages into the archive that a replay reads.

Run it as `python -m tools.build_sample` after any change under scrapers/sample/.
"""

import csv
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.archive.archive import ArchiveWriter

FOLDER = Path(__file__).resolve().parents[1] / "scrapers/sample"
ARCHIVE = FOLDER / "sample.warc.gz"


@dataclass(frozen=True, slots=True)
class Reply:
    """One row of index.csv: the URL, the file with its response, the status and the time (UTC)."""

    file: str
    url: str
    status: int
    content_type: str
    fetched_at: datetime
    source: str


def replies() -> list[Reply]:
    """Return the rows of index.csv, in the order they were received."""
    with (FOLDER / "index.csv").open(encoding="utf-8", newline="") as file:
        return [_reply(cells) for cells in csv.DictReader(file)]


def crawls() -> dict[str, dict[str, Any]]:
    """Return crawls.toml: for each source its boards, their URLs, and the start (UTC)."""
    return tomllib.loads((FOLDER / "crawls.toml").read_text(encoding="utf-8"))


def build(path: Path) -> None:
    """Write the archive to `path`, over an existing one. Raises StoreError, OSError."""
    aside = path.with_name(f".{path.name}.new")
    aside.unlink(missing_ok=True)
    writer = ArchiveWriter(aside)
    try:
        _write(writer)
    finally:
        writer.close()
    aside.chmod(0o644)  # unlike a crawl of one's own, the sample is for everybody
    aside.replace(path)


def _write(writer: ArchiveWriter) -> None:
    """Write each crawl's order before its first response."""
    waiting = crawls()
    for reply in replies():
        if crawl := waiting.pop(reply.source, None):
            args = {"boards": crawl["boards"], "urls": crawl["urls"]}
            writer.info(reply.source, args, crawl["at"])
        writer.response(
            reply.url,
            reply.status,
            [(b"Content-Type", reply.content_type.encode())],
            (FOLDER / reply.file).read_bytes(),
            reply.fetched_at,
        )


def _reply(cells: dict[str, str]) -> Reply:
    return Reply(
        file=cells["file"],
        url=cells["url"],
        status=int(cells["status"]),
        content_type=cells["content_type"],
        fetched_at=datetime.fromisoformat(cells["fetched_at"]),
        source=cells["source"],
    )


if __name__ == "__main__":
    build(ARCHIVE)
