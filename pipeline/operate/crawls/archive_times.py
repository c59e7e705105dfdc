"""Check the times that an archive states."""

from collections.abc import Iterable
from pathlib import Path

from pipeline.archive.archive import Crawl
from pipeline.clock import doubtful
from pipeline.errors import InputError


def check_times(crawls: Iterable[Crawl], archive: Path) -> None:
    """Raise InputError for a crawl with an impossible time (pipeline/clock.py)."""
    for crawl in crawls:
        if words := doubtful(crawl.at):
            raise InputError(f"{archive}: its crawl of {crawl.source} is {words}")
