"""Make the archives of the sample: three crawls on paper, four months apart.

The last one has the founding pages, too.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from tools.sample import ashby, greenhouse
from tools.sample.dates import CRAWLED
from tools.sample.founding_crawls import founding_crawls
from tools.sample.openings import CRAWLS, Employer, employers, listed
from tools.sample.paper_crawl import PaperCrawl, Reply, write_archive

FOLDER = Path(__file__).resolve().parents[2] / "scrapers/sample/archives"
PLATFORMS = {"greenhouse": greenhouse, "ashby": ashby}
BETWEEN = timedelta(seconds=7)
AFTER_FOUNDING = timedelta(minutes=10)
JSON, TEXT = "application/json; charset=utf-8", "text/plain"
ALLOWED = b"User-agent: *\nAllow: /\n"


def write_archives(folder: Path, founding: Path) -> list[Path]:
    """Write the archive of each crawl to `folder`, and that of the founding pages alone.

    Return the files of the crawls, the oldest first.
    """
    files = [folder / f"{at:%Y-%m-%d}.warc.gz" for at in CRAWLED]
    for crawl, file in enumerate(files, 1):
        write_archive(file, paper_crawls(crawl))
    write_archive(founding, founding_crawls())
    return files


def paper_crawls(crawl: int) -> list[PaperCrawl]:
    """Return what was crawled on paper in a crawl (1 to 3)."""
    at = CRAWLED[crawl - 1]
    if crawl < CRAWLS:
        return [_crawl(platform, crawl, at) for platform in PLATFORMS]
    return [_with_openings(founding, crawl) for founding in founding_crawls()]


def _with_openings(founding: PaperCrawl, crawl: int) -> PaperCrawl:
    """Return the crawl of the founding pages, and of the openings of the same platform."""
    if founding.source not in PLATFORMS:
        return founding
    more = _crawl(founding.source, crawl, founding.at + AFTER_FOUNDING)
    return replace(
        founding,
        boards=founding.boards + more.boards,
        replies=founding.replies + more.replies[1:],  # robots.txt came already
    )


def _crawl(platform: str, crawl: int, at: datetime) -> PaperCrawl:
    module = PLATFORMS[platform]
    theirs = [e for e in employers().values() if e.platform == platform and listed(e.board, crawl)]
    robots = Reply(module.ROBOTS, 200, TEXT, at + BETWEEN, ALLOWED)
    replies = [
        Reply(
            module.ADDRESS.format(employer.board),
            200,
            JSON,
            at + number * BETWEEN,
            module.page(employer, crawl),
        )
        for number, employer in enumerate(theirs, 2)
    ]
    return PaperCrawl(platform, at, tuple(map(_board, theirs)), (), (robots, *replies))


def _board(employer: Employer) -> dict[str, str]:
    return {
        "platform": employer.platform,
        "board": employer.board,
        "company": employer.company,
        "country": employer.country,
    }
