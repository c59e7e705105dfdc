"""Whole runs of one source on a clock of the test's own: what holds, what closes, what stays."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from models.raw import RawPosting
from models.run import CrawlRun
from models.tables import posting_life
from models.vocab import RunState
from pipeline.config import Settings
from pipeline.operate import judge as judge_module
from pipeline.operate import run as run_module
from pipeline.operate.crawls.source_selection import Choice
from pipeline.operate.run import RunRequest, run
from pipeline.rules.sources import all_sources
from pipeline.store.db.database import open_store
from pipeline.store.postings.raw import RawStore
from pipeline.store.runs.source_pay import pay_kept
from pipeline.store.runs.source_runs import standings
from tests.support.proofs import few

pytestmark = pytest.mark.sqlite_first(
    "test_a_broken_source_closes_nothing_and_leaves_the_export_alone",
    "test_two_healthy_runs_close_what_they_lack",
)

S = RunState
START = datetime(2026, 3, 1, 6, tzinfo=UTC)
SAID = {"title": "ML Engineer", "company": "Acme", "salary": "USD 100,000 - 120,000 a year"}


class Site:
    """One source's board, shown to a run a day; `show` says what comes and how it ends."""

    def __init__(self, url, monkeypatch):
        self.settings = Settings(contact="a@example.com", database_url=url)
        self.day, self.rows, self.state = 0, [], S.COMPLETE
        self.killed = timedelta()  # how long before the run a killed one received what comes
        monkeypatch.setattr(run_module, "crawl", self.crawl)
        self.choice = {}
        monkeypatch.setattr(run_module, "selection", lambda *_: self.choose)

    @property
    def at(self):
        return START + timedelta(days=self.day)

    @property
    def came(self):
        return self.at - self.killed

    def choose(self, *_):
        asked = () if "ashby" in self.choice.get("skipped", ()) else ("ashby",)
        return Choice(asked, self.at, **self.choice)

    def crawl(self, order, settings):
        store = RawStore(settings.database_url, order.run_id)
        store.put(self.rows)
        board = CrawlRun(run_id=order.run_id, source="ashby", board="acme", started_at=self.came)
        board.state, board.seen, board.new = self.state, len(self.rows), len(self.rows)
        board.finished_at = self.came
        store.board([board])
        store.close()
        return 0

    def show(self, keys, state=S.COMPLETE, order=None, **said):
        self.day += 1
        self.state = state
        self.rows = [
            RawPosting(
                source="ashby",
                board="acme",
                source_key=str(key),
                url=f"https://e.com/{key}",
                fetched_at=self.came,
                **(SAID | {"location": "Berlin, Germany"} | said),
            )
            for key in keys
        ]
        return run(self.settings, order or RunRequest())

    @property
    def standing(self):
        engine = open_store(self.settings.database_url)
        (found,) = standings(engine)
        engine.dispose()
        return found

    @property
    def pay(self):
        engine = open_store(self.settings.database_url)
        (amount,) = pay_kept(engine, "ashby").values()
        engine.dispose()
        return amount

    @property
    def absent(self):
        engine = open_store(self.settings.database_url)
        with engine.connect() as connection:
            found = connection.execute(select(func.count(posting_life.c.absent_since))).scalar_one()
        engine.dispose()
        return found

    @property
    def export(self):
        return (self.settings.exports_dir / "postings.csv").read_bytes()


@pytest.fixture
def site(migrated_url, monkeypatch, tmp_path, no_report):
    monkeypatch.chdir(tmp_path)
    return Site(migrated_url, monkeypatch)


BROKEN = {
    "nothing": ((), S.EMPTY, {}, 1),
    "a login page": ((), S.FAILED, {}, 1),
    "a challenge": ((), S.BLOCKED, {}, 1),
    "its second page failed": (range(12), S.PARTIAL, {}, 1),
    "a third of it": (range(12), S.COMPLETE, {}, 4),
    "pay renamed": (range(40), S.COMPLETE, {"salary": ""}, 4),
    "the place renamed": (range(40), S.COMPLETE, {"location": ""}, 4),
    "the employer renamed": (range(40), S.COMPLETE, {"company": ""}, 4),
    "titles renamed": (range(40), S.COMPLETE, {"title": "Position"}, 4),
}


BOTH = [
    *[("sqlite", what) for what in BROKEN],
    *few([("postgresql", what) for what in BROKEN], 2),
]


@pytest.mark.parametrize(("migrated_url", "what"), BOTH, indirect=["migrated_url"])
def test_a_broken_source_closes_nothing_and_leaves_the_export_alone(site, what):
    for _ in range(2):
        assert site.show(range(40)).exit_code == 0
    before, (keys, state, said, code) = site.export, BROKEN[what]
    for _ in range(3):
        outcome = site.show(keys, state, **said)
        assert outcome.exit_code == code
        assert bool(outcome.held) is (code == 4)
        assert site.export == before
    assert (site.standing.open, site.standing.closed) == (40, 0)
    assert site.standing.last_run.state is (S.HELD if code == 4 else state)
    assert site.standing.healthy_at == START + timedelta(days=2)


def test_two_healthy_runs_close_what_they_lack(site):
    site.show(range(40))
    assert site.show(range(38)).exit_code == 0
    assert site.standing.closed == 0
    assert site.show(range(38)).exit_code == 0
    last = site.standing.last_run
    assert (site.standing.open, last.state, last.closed, last.opened) == (38, S.HEALTHY, 2, 0)
    site.show(range(39))
    assert (site.standing.open, site.standing.last_run.opened) == (39, 1)


@pytest.mark.parametrize(("hours", "closed"), [(20, 0), (0, 2)])
def test_a_test_site_closes_within_the_hour_what_two_runs_lack(site, monkeypatch, hours, closed):
    known = {"ashby": replace(all_sources()["ashby"], absent_hours=hours)}
    monkeypatch.setattr(judge_module, "all_sources", lambda: known)
    site.show(range(40))
    for _ in range(2):
        site.day -= 23 / 24  # the next run comes an hour later
        assert site.show(range(38)).exit_code == 0
    assert site.standing.closed == closed


def test_a_drop_that_is_accepted_once_is_the_new_measure(site):
    site.show(range(40))
    assert site.show(range(20)).exit_code == 4
    assert "run it with --accept-drop" in site.standing.last_run.message
    accepted = site.show(range(20), order=RunRequest(accept_drop=True))
    assert (accepted.exit_code, len(accepted.warned)) == (0, 1)
    assert accepted.warned[0].endswith("40: less than four fifths: accepted")
    assert "--accept-drop" not in site.standing.last_run.message
    assert site.show(range(20)).exit_code == 0
    assert (site.standing.open, site.standing.closed) == (20, 20)
    assert site.show(range(10)).exit_code == 4


def test_only_a_healthy_run_replaces_the_pay_that_later_runs_are_compared_with(site):
    site.show(range(40))
    assert site.pay == 110_000
    raised = "USD 104,000 - 124,000 a year"
    assert site.show(range(12), salary=raised).exit_code == 4
    assert site.pay == 110_000
    assert site.show(range(40), salary=raised).exit_code == 0
    assert site.pay == 114_000


def test_a_source_that_gave_all_its_postings_new_ids_is_held_before_it_closes_them(site):
    site.show(range(40))
    assert site.show(range(100, 140)).exit_code == 0
    before = site.export
    outcome = site.show(range(100, 140))
    assert outcome.exit_code == 4
    assert "40 of 80 open postings would close, more than a fifth" in outcome.held[0]
    assert (site.export, site.standing.closed) == (before, 0)
    assert site.show(range(100, 140), order=RunRequest(accept_drop=True)).exit_code == 0
    assert (site.standing.open, site.standing.closed) == (40, 40)


@pytest.mark.parametrize("part", [{"boards": "acme"}, {"limit": 1}, {"since": START.date()}])
def test_a_run_that_asked_for_a_part_is_not_judged_and_closes_nothing(site, part):
    site.show(range(40))
    for _ in range(3):
        assert site.show(range(2), order=RunRequest(**part)).exit_code == 0
    assert (site.standing.open, site.standing.last_run.state) == (40, S.PART)


def test_what_a_killed_run_received_was_seen_by_the_run_that_took_it_up(site):
    for _ in range(3):
        site.show(range(30))
    site.killed = timedelta(hours=3)
    outcome = site.show(range(30))
    assert (outcome.exit_code, outcome.held) == (0, [])
    assert site.standing.last_run.postings == 30
    assert site.absent == 0


@pytest.mark.parametrize("part", [{"boards": "acme"}, {"limit": 1}, {"urls": "https://a.example/"}])
def test_a_run_of_a_part_lifts_no_hold(site, part):
    site.show(range(40))
    before = site.export
    assert site.show(range(20)).exit_code == 4
    outcome = site.show(range(20), order=RunRequest(**part))
    assert (outcome.exit_code, site.export) == (4, before)
    assert "since run" in outcome.held[0]


def test_an_empty_board_that_is_accepted_closes_by_two_runs(site):
    site.show(range(20))
    outcome = site.show((), S.EMPTY)
    assert outcome.exit_code == 1
    assert "if it is really so, run it with --accept-drop" in outcome.failed[0]
    accept = RunRequest(accept_drop=True)
    assert (site.show((), S.EMPTY, accept).exit_code, site.standing.open) == (0, 20)
    assert site.standing.last_run.state is S.HEALTHY
    assert (site.show((), S.EMPTY).exit_code, site.standing.open) == (0, 0)
    assert site.standing.closed == 20
    for _ in range(6):
        assert site.show((), S.EMPTY).exit_code == 0, "it was accepted, and lists nothing since"
    assert site.show(range(20)).exit_code == 0
    assert site.standing.open == 20
    assert site.show((), S.EMPTY).exit_code == 1, "it listed something in between"
    assert site.standing.open == 20


def test_another_board_that_is_empty_later_was_not_accepted(site):
    site.show(range(20))
    site.show(range(10), order=RunRequest(accept_drop=True))
    assert site.show((), S.EMPTY).exit_code == 1
    assert site.show((), S.EMPTY).exit_code == 1
    assert site.standing.open == 20


def test_a_replay_is_no_measure_of_a_live_run(site):
    """Its archive may be of another board, and of any day."""
    site.show(range(40))
    site.show(range(4), order=RunRequest(replay=Path("x.warc.gz"), accept_drop=True))
    assert site.standing.last_run.state is S.HEALTHY
    outcome = site.show(range(20))
    assert (outcome.exit_code, "is 40: less" in outcome.held[0]) == (4, True)
    site.show(range(40), order=RunRequest(replay=Path("x.warc.gz")))
    site.choice["skipped"] = {"ashby": "not due"}
    assert run(site.settings, RunRequest()).exit_code == 4, "nor does a replay lift a hold"


def test_boards_left_out_as_just_read_count_as_seen(site):
    site.show(range(40))
    site.show(range(30))
    assert site.standing.last_run.state is S.HELD
    site.choice["seen_since"] = {"ashby": site.at}
    assert site.show(range(30, 40)).exit_code == 0
    assert (site.standing.last_run.postings, site.standing.last_run.state) == (40, S.HEALTHY)


def test_a_replayed_early_crawl_is_measured_without_what_came_up_since(site):
    early = RunRequest(replay=Path("x.warc.gz"))
    site.show(range(20), order=early)
    site.day = 1
    site.show(range(60), order=early)
    site.day = 0
    assert site.show(range(20), order=early).warned == []
