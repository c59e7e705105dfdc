from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from models.run import Run, SourceRun
from models.tables import run
from models.vocab import RunState as S
from pipeline.config import Settings, load_settings
from pipeline.errors import StoreError, UsageError
from pipeline.operate.run_request import RunRequest
from pipeline.operate.schedules import due as due_module
from pipeline.operate.schedules import loop as loop_module
from pipeline.operate.schedules.due import SPREAD, cadence_of, narrow_to_due, plan, plan_early
from pipeline.operate.schedules.loop import AGAIN, AWAY, LONGEST, Loop
from pipeline.store.db.database import open_store
from pipeline.store.db.upsert import upsert_records
from pipeline.store.db.writing import writing
from pipeline.store.runs.source_runs import keep_source_runs

pytestmark = pytest.mark.sqlite_first("test_the_loop_reads_each_source_once_a_day")

NOW = datetime(2026, 12, 10, 12, tzinfo=UTC)
HOUR, DAY, NO_TIME = timedelta(hours=1), timedelta(days=1), timedelta()


@pytest.fixture
def store(database_url):
    return open_store(database_url)


@pytest.fixture
def settings(database_url):
    return Settings(database_url=database_url, contact="a@example.org", sources=["ashby", "lever"])


def ran(store, source, at, state=S.HEALTHY, *, replayed=False):
    run_id = f"{at:%Y%m%dT%H%M%SZ}-1"
    begun = Run(run_id=run_id, started_at=at, state=S.COMPLETE, replayed=replayed)
    with writing(store) as connection:
        upsert_records(connection, run, [begun])
    keep_source_runs(store, [SourceRun(run_id=run_id, source=source, at=at, state=state)])


def due(store, settings, at=NOW):
    return plan(store, settings, at, NO_TIME).due


def test_a_source_that_was_never_read_is_due(store, settings):
    assert due(store, settings) == ("ashby", "lever")


@pytest.mark.parametrize(
    ("state", "hours"),
    [(S.HEALTHY, 24), (S.PARTIAL, 24), (S.HELD, 24), (S.FAILED, 6), (S.BLOCKED, 6), (S.EMPTY, 6)],
)
def test_what_delivered_waits_a_day_and_what_failed_six_hours(store, settings, state, hours):
    for source in settings.sources:
        ran(store, source, NOW, state)
    assert due(store, settings, NOW + hours * HOUR - timedelta(seconds=1)) == ()
    assert due(store, settings, NOW + hours * HOUR) == ("ashby", "lever")


def test_runs_of_a_part_and_replays_do_not_count(store, settings):
    ran(store, "ashby", NOW, S.PART)
    ran(store, "lever", NOW - HOUR, replayed=True)
    assert due(store, settings, NOW + HOUR) == ("ashby", "lever")


def test_a_missed_week_is_caught_up_once(store, settings):
    settings.sources = ["lever"]
    ran(store, "lever", NOW - 7 * DAY)
    assert due(store, settings) == ("lever",)
    ran(store, "lever", NOW)
    assert due(store, settings, NOW + 23 * HOUR) == ()


def test_a_run_dated_ahead_of_the_clock_delays_nothing(store, settings):
    settings.sources = ["lever"]
    ran(store, "lever", NOW + 30 * DAY)
    assert due(store, settings) == ("lever",)


@pytest.mark.parametrize(
    ("cadence", "hours"),
    [({}, 24), ({"default": "weekly"}, 168), ({"lever": "12h"}, 12), ({"lever": "1h"}, 6)],
)
def test_the_cadence_is_of_the_source_or_the_default_and_never_too_often(settings, cadence, hours):
    settings.cadence = cadence
    assert cadence_of(settings, "lever") == hours * HOUR


def test_a_timer_with_a_delay_finds_a_daily_source_due_each_day(store, settings):
    settings.sources = ["lever"]
    ran(store, "lever", NOW + timedelta(minutes=14))
    assert plan_early(store, settings, NOW + DAY).due == ("lever",)
    assert plan_early(store, settings, NOW + 20 * HOUR).due == ()


def test_the_jitter_is_small_and_does_not_change(store, settings):
    ran(store, "ashby", NOW)
    ran(store, "lever", NOW)
    first = plan(store, settings, NOW).at
    assert first["ashby"] == first["lever"], "what one run read stays together"
    assert NO_TIME < abs(first["lever"] - NOW - DAY) <= SPREAD
    assert plan(store, settings, NOW + HOUR).at == first


def test_a_cadence_of_an_unknown_source_is_refused(store, settings):
    settings.cadence = {"levre": "daily"}
    with pytest.raises(UsageError, match=r"cadence: there is no source 'levre'.*lever"):
        plan(store, settings, NOW)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('cadence = {lever = "soon"}', "cadence: 'soon' is not a length of time"),
        ("[cadence]\nlever = 7", "cadence.lever"),
        (
            '[cadence]\nlever = "12h"\ncontact = "a@example.com"',
            "payband.toml: contact stands below [cadence]: write it above that line",
        ),
        (
            '[cadence]\ncontact = "a@example.com"\nsources = "lever"',
            "contact, sources stand below [cadence]: write them above that line",
        ),
        ('[notify]\ncontact = "a@example.com"', "contact stands below [notify]"),
    ],
)
def test_a_wrong_cadence_is_named(tmp_path, monkeypatch, text, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "payband.toml").write_text(text)
    with pytest.raises(UsageError) as caught:
        load_settings()
    assert said in str(caught.value)


def test_a_variable_gives_the_cadence(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAYBAND_CADENCE", "weekly, lever=12h")
    assert load_settings().cadence == {"default": "weekly", "lever": "12h"}


def test_run_due_asks_only_for_what_is_due(store, settings, monkeypatch):
    monkeypatch.setattr(due_module, "now", lambda: NOW)
    ran(store, "lever", NOW - HOUR)
    assert narrow_to_due(settings, RunRequest(due=True)).sources == ("ashby",)


class Clock:
    """Time that passes where somebody waits."""

    def __init__(self, turns):
        self.at, self.turns = NOW, turns

    def now(self):
        return self.at

    def wait(self, length):
        self.at += length
        self.turns -= 1
        return self.turns < 0


def test_the_loop_reads_each_source_once_a_day(store, settings):
    clock, runs = Clock(80), []

    def work(sources):
        runs.append((clock.now(), sources))
        for source in sources:
            ran(store, source, clock.now())
        return 0

    Loop(settings, clock, work, lambda _: None).keep_running()
    assert len(runs) == 4
    assert {sources for _, sources in runs} == {("ashby", "lever")}
    gaps = [(after - before) / HOUR for (before, _), (after, _) in pairwise(runs)]
    assert all(23.7 <= gap <= 24.3 for gap in gaps)


def test_a_run_that_says_nothing_is_tried_again_ever_later(store, settings):
    clock, times = Clock(40), []

    def work(_sources):
        times.append(clock.now())
        return 1

    Loop(settings, clock, work, lambda _: None).keep_running()
    gaps = [after - before for before, after in pairwise(times)]
    assert gaps[:3] == [AGAIN, 2 * AGAIN, 4 * AGAIN]
    assert max(gaps) == timedelta(hours=6)


def test_the_loop_waits_while_another_run_is_at_work(store, settings):
    assert Loop(settings, Clock(1), lambda _: 5, lambda _: None).turn() == AWAY


def test_the_loop_waits_for_a_store_that_is_away(settings, monkeypatch):
    told: list[str] = []

    def away(*_words, **_more):
        raise StoreError("the database can't be used")

    monkeypatch.setattr(loop_module, "open_store", away)
    assert Loop(settings, Clock(1), lambda _: 0, told.append).turn() == AWAY
    assert "tried again in a minute" in told[0]


def test_the_loop_looks_at_the_clock_at_least_each_hour(store, settings):
    ran(store, "ashby", NOW)
    ran(store, "lever", NOW)
    assert Loop(settings, Clock(1), lambda _: 0, lambda _: None).turn() == LONGEST
