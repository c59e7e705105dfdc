"""Run the crawl of one source in a separate process, so that a crash or hang affects only it."""

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from models.run import CrawlRun
from models.vocab import RunState
from pipeline.clock import now
from pipeline.config import Settings
from pipeline.disk import why
from pipeline.errors import StoreError
from pipeline.new_file import open_private
from pipeline.operate.crawls.deadline import CRAWL_SECONDS, OUT_OF_TIME, wait_within
from pipeline.operate.crawls.spider_arguments import ARGUMENTS
from pipeline.settings.former_settings import is_former_variable


@dataclass(frozen=True, slots=True)
class CrawlRequest:
    """The request of one crawl, with exactly one of `archive` (live) and `replay`."""

    source: str
    run_id: str
    log: Path
    archive: Path | None = None
    replay: Path | None = None
    boards: str = ""
    urls: str = ""
    follow: str = ""
    words: str = ""
    limit: int | None = None
    since: date | None = None
    resume: tuple[Path, ...] = ()  # archives of killed crawls of the source


def crawl(order: CrawlRequest, settings: Settings) -> int:
    """Run the crawl to its end and return the exit code of the process.

    Scrapy exits with 0 after nearly every failure; the result is in crawl_run. A crawl that does
    not end within CRAWL_SECONDS is killed. Raises StoreError where the log cannot be written.
    """
    pipe, env = subprocess.PIPE, environment(settings)
    with (
        _open(order.log) as log,
        subprocess.Popen(command(order), env=env, stdin=pipe, stdout=log, stderr=log) as process,
    ):
        return wait_within(
            process
        )  # its standard input stays open: see scrapers/extensions/parent_watch.py


def _open(log: Path) -> BinaryIO:
    """Open a log that only its owner can read: it has URLs and titles of refused records."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        return open_private(log)
    except OSError as error:
        raise StoreError(f"the log {log} can't be written: {why(error, log)}") from error


def died(order: CrawlRequest, code: int) -> CrawlRun:
    """Return the row for boards that a crawl left unfinished when it died or took too long.

    Its state is aborted and not failed, so that the next run resumes it from its archive.
    """
    late = f"the crawl took longer than {CRAWL_SECONDS} s and was ended"
    early = f"the crawl ended early (exit code {code})"
    return CrawlRun(
        run_id=order.run_id,
        source=order.source,
        board="",
        started_at=now(),
        state=RunState.ABORTED,
        message=f"{late if code == OUT_OF_TIME else early}: see {order.log}",
    )


def command(order: CrawlRequest) -> list[str]:
    """Return the command line. `-P` ignores another `models` package in the current folder."""
    door = ("PAYBAND_REPLAY", order.replay) if order.replay else ("PAYBAND_ARCHIVE", order.archive)
    arguments = {name: value for name in ARGUMENTS if (value := getattr(order, name))}
    given = [part for k, v in arguments.items() for part in ("-a", f"{k}={v}")]
    given_settings = {"PAYBAND_RUN_ID": order.run_id, door[0]: door[1], "PAYBAND_TIED": 1}
    if order.resume:
        given_settings["PAYBAND_RESUME"] = os.pathsep.join(map(str, order.resume))
    options = [part for k, v in given_settings.items() for part in ("-s", f"{k}={v}")]
    return [sys.executable, "-P", "-m", "scrapy", "crawl", order.source, *options, *given]


def environment(settings: Settings) -> dict[str, str]:
    """Return the environment of a crawl: that of this process, and settings for the crawl."""
    passed = {
        "SCRAPY_SETTINGS_MODULE": "scrapers.settings",
        "PAYBAND_DATABASE_URL": settings.database_url,
        "PAYBAND_DATABASE_MAX_WAIT": str(settings.database_max_wait),
        "PAYBAND_CONTACT": settings.contact,
        "PAYBAND_LOG_FORMAT": settings.log_format,
    }
    if settings.reachable_hosts:
        passed["PAYBAND_REACHABLE_HOSTS"] = ",".join(settings.reachable_hosts)
    if settings.boards is not None:
        passed["PAYBAND_BOARDS"] = str(settings.boards)
    if settings.boards_add is not None:
        passed["PAYBAND_BOARDS_ADD"] = str(settings.boards_add)
    ours = {name: value for name, value in os.environ.items() if not is_former_variable(name)}
    return {**ours, **passed}
