"""What an archive says of itself, and whether it can be believed."""

from collections.abc import Iterable
from pathlib import Path

from pipeline.archive.archive import Crawl
from pipeline.clock import doubtful
from pipeline.errors import InputError


def check_times(crawls: Iterable[Crawl], archive: Path) -> None:
    """Raise InputError for a crawl with a time that no clock of ours can have said."""
    for crawl in crawls:
        if words := doubtful(crawl.at):
            raise InputError(f"{archive}: its crawl of {crawl.source} is {words}")
