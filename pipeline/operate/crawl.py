"""Start one source's crawl as a process of its own: its crash, leak or hang stays its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.config import Settings


@dataclass(frozen=True, slots=True)
class CrawlOrder:
    """What one crawl is to do. Exactly one of `archive` (live) and `replay` is given."""

    source: str
    run_id: str
    log: Path
    archive: Path | None = None
    replay: Path | None = None
    boards: str = ""
    urls: str = ""
    follow: str = ""
    limit: int | None = None
    since: date | None = None


def crawl(order: CrawlOrder, settings: Settings) -> int:
    """Run the crawl to its end and return the process's exit code.

    Scrapy's exit code is 0 for nearly every failure: what happened is in crawl_run.
    """
    order.log.parent.mkdir(parents=True, exist_ok=True)
    with order.log.open("w", encoding="utf-8") as log:
        return subprocess.run(
            command(order), env=environment(settings), stdout=log, stderr=log, check=False
        ).returncode


def command(order: CrawlOrder) -> list[str]:
    """Return the command line. `-P` keeps a foreign `models` in the current folder out."""
    door = ("PAYBAND_REPLAY", order.replay) if order.replay else ("PAYBAND_ARCHIVE", order.archive)
    names = ("boards", "urls", "follow", "limit", "since")
    arguments = {name: value for name in names if (value := getattr(order, name))}
    given = [part for k, v in arguments.items() for part in ("-a", f"{k}={v}")]
    options = ["-s", f"PAYBAND_RUN_ID={order.run_id}", "-s", f"{door[0]}={door[1]}"]
    return [sys.executable, "-P", "-m", "scrapy", "crawl", order.source, *options, *given]


def environment(settings: Settings) -> dict[str, str]:
    """Return the environment of a crawl: ours, with the settings that must reach it."""
    passed = {
        "SCRAPY_SETTINGS_MODULE": "scrapers.settings",
        "PAYBAND_DATABASE_URL": settings.database_url,
        "PAYBAND_CONTACT": settings.contact,
    }
    if settings.boards is not None:
        passed["PAYBAND_BOARDS"] = str(settings.boards)
    return {**os.environ, **passed}
