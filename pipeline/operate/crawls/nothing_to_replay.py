"""Tell a run's folder that holds no postings from an archive that is absent or damaged."""

from pathlib import Path
from urllib.parse import urlsplit

from pipeline.archive.archive import Damage, read_archive
from pipeline.archive.files import SUFFIXES
from pipeline.archive.warc import Crawl, Exchange
from pipeline.operate.crawls.archived_crawls import check_request

REFUSED = 400
"""The first HTTP status that says that a site gave no page."""


def nothing_to_replay(replay: Path) -> str:
    """Return why an archive or a run's folder has nothing to replay; "" where it has something.

    That is a folder with logs alone, as a replay leaves it, and a whole archive in which no site
    gave a page: the run was offline, or blocked. Raises InputError for what is no archive, and
    UsageError for a request that no crawl has written.
    """
    if replay.is_dir():
        names = [file.name for file in replay.rglob("*") if file.is_file()]
        if names and all(name.endswith(".log") for name in names):
            return f"{replay} has logs and no archive, as a replay leaves it: passed over"
    if not _archives(replay) or not _is_vain(replay):
        return ""
    return f"{replay}: no site gave a page in that run (offline, or blocked): passed over"


def _archives(replay: Path) -> bool:
    if not replay.is_dir():
        return replay.is_file()
    return any(file.name.endswith(SUFFIXES) for file in replay.rglob("*"))


def _is_vain(replay: Path) -> bool:
    """Return whether an archive has crawls, and neither a page nor damage."""
    crawls = 0
    for item in read_archive(replay):
        if _needed(item):
            return False
        if isinstance(item, Crawl):
            check_request(item, str(replay))
            crawls += 1
    return crawls > 0


def _needed(item: Crawl | Exchange | Damage | None) -> bool:
    """Return whether a record is a page, or damage that the replay must tell."""
    if isinstance(item, Exchange):
        return item.status < REFUSED and urlsplit(item.url).path != "/robots.txt"
    return isinstance(item, Damage)
