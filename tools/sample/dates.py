"""When the three crawls of the sample took place on paper, and when openings were posted."""

from datetime import UTC, datetime, timedelta

from tools.sample.descriptions import chance_of
from tools.sample.openings import Opening

CRAWLED = (
    datetime(2026, 2, 26, 6, 0, tzinfo=UTC),
    datetime(2026, 6, 27, 6, 0, tzinfo=UTC),
    datetime(2026, 10, 28, 6, 0, tzinfo=UTC),
)
DAYS = (2, 50)


def posted_at(opening: Opening) -> datetime:
    """Return when an opening was posted (UTC): 2 to 50 days before the crawl that saw it first."""
    chance = chance_of(f"posted {opening.name}")
    ago = timedelta(days=chance.randint(*DAYS), minutes=chance.randint(0, 600))
    return CRAWLED[opening.first - 1] - ago


def updated_at(opening: Opening, crawl: int) -> datetime:
    """Return when it was last edited (UTC), as a crawl (1 to 3) sees it."""
    edited = opening.pay_before is not None and crawl > opening.first
    return CRAWLED[opening.first] - timedelta(days=9) if edited else posted_at(opening)
