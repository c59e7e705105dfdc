"""A clock that is put forward or back, before a run or in the middle of it; odd nights and days."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from models.tables import crawl_run, posting_life, run, status_change
from models.vocab import PostingStatus
from pipeline.store.db.database import open_store
from tests.pipeline.operate.test_judge import Site
from tests.support.proofs import few

pytestmark = pytest.mark.usefixtures("no_report")

URL = "sqlite:///p.db"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ORDINARY = datetime(2026, 3, 1, 6, tzinfo=UTC)
SUMMER = datetime(2026, 3, 28, 0, 59, 50, tzinfo=UTC)  # the second run: clocks go forward
WINTER = datetime(2026, 10, 24, 0, 59, 50, tzinfo=UTC)  # the second run: and back
LEAP = datetime(2028, 2, 28, 23, 59, 50, tzinfo=UTC)  # the second run: it ends on 1 March


class Clock(Site):
    """A site whose runs begin at a time by the clock, which jumps before a share of the rows."""

    def __init__(self, url, monkeypatch, start):
        super().__init__(url, monkeypatch)
        self.start, self.passed = start, timedelta()

    @property
    def at(self):
        return self.start + self.passed

    def shows(self, keys, passed, jump=timedelta(), share=0.5):
        """Do a run that begins so long after the first, by the clock."""
        self.passed, self.jump, self.share, self.killed = passed, jump, share, timedelta()
        return self.show(keys)

    def crawl(self, order, settings):
        right = int(len(self.rows) * (1 - self.share))
        jumped = [replace(r, fetched_at=r.fetched_at + self.jump) for r in self.rows[right:]]
        self.rows = self.rows[:right] + jumped
        self.killed = self.at - min([self.at, *(row.fetched_at for row in self.rows)])
        return super().crawl(order, settings)


# When, and by how much the clock jumps in the middle of the second run.
JUMPS = [
    (ORDINARY, DAY), (ORDINARY, -DAY), (SUMMER, HOUR), (WINTER, -HOUR), (LEAP, DAY),
]  # fmt: skip


@pytest.mark.parametrize(("start", "jump"), few(JUMPS, 2))
def test_a_jump_in_the_middle_of_a_run_closes_nothing(monkeypatch, tmp_path, start, jump):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Europe/Berlin")
    site = Clock(URL, monkeypatch, start)
    assert site.shows(range(40), 0 * DAY).exit_code == 0
    site.shows(range(37), DAY, jump)
    site.shows(range(37), DAY + HOUR)  # the clock is right again
    assert site.standing.open == 40
    assert_sane(URL)


def test_a_clock_that_is_put_right_once_a_run_has_begun_closes_nothing(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    site = Clock(URL, monkeypatch, ORDINARY)
    site.shows(range(40), 0 * DAY)
    site.shows(range(37), DAY)
    assert site.absent == 3
    site.shows(range(37), 2 * DAY + HOUR, jump=-DAY, share=1)
    assert site.standing.open == 40
    assert_sane(URL)


def assert_sane(url):
    """See that nothing ended before it began."""
    engine = open_store(url)
    with engine.connect() as connection:
        for row in connection.execute(select(run)):
            assert row.finished_at >= row.started_at
        for row in connection.execute(select(crawl_run)):
            assert row.finished_at is None or row.finished_at >= row.started_at
        for row in connection.execute(select(posting_life)):
            assert row.first_seen <= row.last_seen
            assert row.first_seen <= row.status_at
            assert row.status is PostingStatus.OPEN
        changes = connection.execute(
            select(status_change).order_by(status_change.c.posting_id, status_change.c.n)
        )
        for one, other in pairwise(changes):
            assert one.posting_id != other.posting_id or one.at <= other.at
    engine.dispose()
