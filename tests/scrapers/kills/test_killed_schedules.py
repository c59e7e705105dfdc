"""kill -9 `payband schedule run` in the middle of a run: the next schedule goes on from the store.

It is killed alone, so that its run goes on without it, or with all its processes, as a service
manager does.
"""

import os
import signal
import time

import pytest

from pipeline.store.db.check import check
from pipeline.store.db.database import open_store
from tests.processes import children, ended
from tests.scrapers.kills import employers
from tests.scrapers.kills.test_killed_runs import asked, compare, figures, kept, never, worlds

__all__ = ["asked", "kept", "never", "worlds"]  # fixtures

PATIENCE = 240  # seconds; a busy machine is slow


@pytest.fixture
def world(worlds, tmp_path):
    made = worlds.new(tmp_path / "killed")
    (made.folder / "payband.toml").write_text('sources = ["greenhouse"]\n', encoding="utf-8")
    return made


def said(schedule, words):
    """Return once a schedule has said these words."""
    until = time.monotonic() + PATIENCE
    while words not in schedule.said():
        assert time.monotonic() < until, schedule.said()
        time.sleep(0.1)


def kill(schedule, *, with_run):
    """Kill a schedule; return once its run has ended, too."""
    assert len(children(schedule.pid)) == 1
    if with_run:
        os.killpg(schedule.pid, signal.SIGKILL)
    else:
        schedule.kill()
    assert schedule.wait() == -9
    assert ended(schedule.pid, within=PATIENCE), "a run goes on"


@pytest.mark.proof
@pytest.mark.parametrize("with_run", [False, True], ids=["alone", "with its run"])
def test_a_schedule_that_was_killed_in_a_run_loses_and_doubles_nothing(
    world, worlds, asked, never, with_run
):
    schedule = world.start("schedule", "run", log=world.folder / "first.log")
    asked.wait_for(4)
    kill(schedule, with_run=with_run)
    assert len(asked.asked) < employers.PAGES or not with_run, "it was in the middle"
    schedule = world.start("schedule", "run", log=world.folder / "second.log")
    said(schedule, "next: greenhouse at ")
    schedule.kill(signal.SIGTERM)
    assert schedule.wait() == 0
    assert ("due: greenhouse" in schedule.said()) == with_run, "nothing is run twice"
    engine = open_store(world.url)
    assert check(engine) == []
    engine.dispose()
    told = figures(world, asked, 1)
    assert told["lost"] == told["doubled"] == 0
    assert told["asked_again"] <= (3 if with_run else 0)
    compare(world, worlds, never)
