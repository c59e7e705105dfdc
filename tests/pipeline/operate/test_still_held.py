"""While a source is held, the run of another one publishes nothing of what it changed."""

from typing import Any

import pytest

from models.raw import RawPosting
from models.run import CrawlRun
from models.vocab import RunState
from pipeline.operate.crawls.source_selection import Choice
from pipeline.operate.run import RunRequest, run
from pipeline.store.postings.raw import RawStore
from tests.pipeline.operate.test_judge import SAID, Site

pytestmark = pytest.mark.sqlite_first(
    "test_a_run_of_another_source_publishes_nothing_of_a_held_one"
)


class TwoSources(Site):
    """Ashby, and lever, of which each run is asked for one."""

    source = "ashby"

    def choose(self, *_):
        return Choice((self.source,), self.at)

    def crawl(self, order, settings):
        if order.source == "ashby":
            return super().crawl(order, settings)
        store = RawStore(settings.database_url, order.run_id)
        store.put(list(self.theirs()))
        board = CrawlRun(run_id=order.run_id, source="lever", board="dove", started_at=self.came)
        board.state, board.seen = RunState.COMPLETE, 10
        store.board([board])
        store.close()
        return 0

    def theirs(self):
        place = SAID | {"company": "Dove", "location": "Leeds, UK"}
        for key in map(str, range(10)):
            given: dict[str, Any] = place | {"source_key": key, "fetched_at": self.came}
            yield RawPosting(source="lever", board="dove", url=f"https://d.example/{key}", **given)

    def other(self, order=None):
        """Run lever."""
        self.day += 1
        self.source = "lever"
        outcome = run(self.settings, order or RunRequest())
        self.source = "ashby"
        return outcome


@pytest.fixture
def site(migrated_url, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    return TwoSources(migrated_url, monkeypatch)


def test_a_run_of_another_source_publishes_nothing_of_a_held_one(site):
    assert site.show(range(40)).exit_code == 0
    assert site.other().exit_code == 0
    published = site.export
    held = site.show(range(12), title="Data Scientist")
    assert held.exit_code == 4
    outcome = site.other()
    assert (outcome.exit_code, outcome.state, outcome.files) == (4, RunState.HELD, [])
    (words,) = outcome.held
    assert words.startswith(f"ashby: since run {held.run.run_id}: ashby: 12 postings seen;")
    assert site.export == published
    assert b"Data Scientist" not in published


def test_once_the_hold_is_lifted_the_other_run_publishes(site):
    site.show(range(40))
    site.other()
    site.show(range(12), title="Data Scientist")
    site.show(range(12), title="Data Scientist", order=RunRequest(accept_drop=True))
    outcome = site.other()
    assert (outcome.exit_code, outcome.held) == (0, [])
    assert b"Data Scientist" in site.export
