"""kill -9 the whole `payband run` at any moment: the next one takes up, and it shows in nothing.

PAYBAND_TEST_KILLS says how many trials at random moments (bench/kill.py runs a hundred), and
PAYBAND_TEST_KILLS_ON on which database: `postgresql`, else SQLite.
"""

import json
import os
import random
import signal
import time
from pathlib import Path
from threading import Event

import pytest
from werkzeug import Response

from models.value_text import utc_text
from pipeline.archive.archive import Exchange, read_archive
from pipeline.store.db.check import check
from pipeline.store.db.database import open_store
from pipeline.store.runs.quarantine import archive_of
from tests.scrapers.kills import employers
from tests.scrapers.kills.points import POINTS
from tests.scrapers.kills.worlds import OF_A_DAY, OF_A_RUN, Worlds
from tests.support.processes import children, ended
from tests.support.proofs import few

TRIALS = int(os.environ.get("PAYBAND_TEST_KILLS", "3"))
KILLS = 3
AGAIN = 3  # pages a kill may cost: one on its way, and those not on the disk yet


@pytest.fixture(scope="module")
def worlds(request, warm, make_httpserver, tmp_path_factory):
    on = os.environ.get("PAYBAND_TEST_KILLS_ON")
    server = request.getfixturevalue("postgres_server") if on == "postgresql" else None
    site = make_httpserver.url_for("").rstrip("/")
    made = Worlds(warm, tmp_path_factory.mktemp("worlds"), site, server)
    yield made
    made.close()


@pytest.fixture
def asked(httpserver, listing):
    """What the employers show today, and who was asked."""
    found = listing(employers.PAGES)
    httpserver.expect_request("/robots.txt").respond_with_data("", 404)
    for employer, token in enumerate(employers.TOKENS):
        said = employers.page(employer, employers.TODAY)
        httpserver.expect_request(f"/{token}").respond_with_handler(found.answer(employer, said))
    return found


@pytest.fixture
def world(worlds, tmp_path):
    return worlds.new(tmp_path / "killed")


@pytest.fixture(scope="module")
def kept():
    return {}


@pytest.fixture
def never(worlds, asked, kept, tmp_path):
    """Return what a run that nobody killed leaves in the store, and how many seconds it took."""
    if not kept:
        whole = worlds.new(tmp_path / "whole")
        whole.run("greenhouse")
        kept.update(took=time.monotonic() - whole.begun, contents=whole.contents(OF_A_DAY))
        asked.asked.clear()
    return kept


@pytest.mark.parametrize("seed", few(range(TRIALS), 0))
def test_a_run_that_was_killed_shows_in_nothing(world, worlds, asked, never, seed, record_property):
    chance, took = random.Random(seed), never["took"]
    ends: list[int] = []
    while len(ends) < KILLS and 0 not in ends:  # a run that came to its end isn't to be taken up
        run = world.start("run", "greenhouse")
        time.sleep(chance.uniform(0, took))
        run.kill()
        ends.append(survived(world, run))
    if 0 not in ends:
        take_up(world)
    told = figures(world, asked, ends.count(-9))
    record_property("killed", json.dumps(told))
    assert told["lost"] == told["doubled"] == 0
    assert told["asked_again"] <= AGAIN * told["kills"]
    compare(world, worlds, never)


@pytest.mark.proof  # it is compared with a run without kills, which takes ten seconds
def test_a_run_that_was_killed_in_the_middle_of_its_work_shows_in_nothing(
    world, worlds, asked, never
):
    for point in POINTS:
        run = world.start("run", "greenhouse", point=point)
        assert survived(world, run) == -9, f"{point}: {run.said()}"
    take_up(world)
    assert figures(world, asked, 0) == {"kills": 0, "lost": 0, "doubled": 0, "asked_again": 0}
    compare(world, worlds, never)


@pytest.mark.proof
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="nobody says who is whose child")
def test_a_crawl_that_was_killed_is_reported_and_taken_up(world, worlds, asked, never):
    before = world.published()
    for page in (2, 7):
        run = world.start("run", "greenhouse")
        asked.wait_for(page)
        (crawl,) = children(run.pid)
        os.kill(crawl, 9)
        assert run.wait() == 1
        assert "aborted: the crawl ended early (exit code -9)" in run.said()
        assert world.states() == {"aborted"}
        assert world.rows("SELECT count(*) FROM posting_life WHERE status <> 'open'") == [(0,)]
        assert world.published() == before
    world.run("greenhouse")
    assert figures(world, asked, 2)["asked_again"] <= 2 * AGAIN
    compare(world, worlds, never)


def test_no_crawl_outlives_the_run_that_was_killed(world, httpserver):
    asked, answer = Event(), Event()

    def slow(_request):
        asked.set()
        answer.wait(60)
        return Response("", 503)

    httpserver.expect_request("/robots.txt").respond_with_handler(slow)
    run = world.start("run", "greenhouse")
    assert asked.wait(60)
    run.kill()
    assert run.wait() == -9
    assert ended(run.pid, within=30), "it goes on waiting for a page that nobody wants"
    answer.set()


@pytest.mark.proof
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="nobody says who is whose child")
@pytest.mark.parametrize("all_of_it", [False, True], ids=["the schedule alone", "its run, too"])
def test_a_schedule_that_was_killed_in_the_middle_of_a_run_shows_in_nothing(
    world, worlds, asked, never, all_of_it
):
    (world.folder / "payband.toml").write_text('sources = ["greenhouse"]\n')
    schedule = world.start("schedule", "run")
    asked.wait_for(3)
    (run,) = children(schedule.pid)
    schedule.kill()
    if all_of_it:  # as systemd and containers do
        os.kill(run, signal.SIGKILL)
    assert schedule.wait() == -9
    after = world.start("schedule", "run")
    assert until(lambda: "next: greenhouse at 20" in after.said(), 240), after.said()
    after.kill(signal.SIGTERM)
    assert after.wait(10) == 0
    assert ("another run is at work" in after.said()) is not all_of_it
    told = figures(world, asked, int(all_of_it))
    assert told["lost"] == told["doubled"] == 0
    assert told["asked_again"] <= AGAIN * told["kills"], "without its run, nothing is read twice"
    compare(world, worlds, never)


def until(holds, seconds):
    """Return whether something holds within so many seconds."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.1)
    return holds()


def survived(world, run):
    """Return how a killed run ended; with it all its processes have, and the store is sound."""
    code = run.wait()
    assert ended(run.pid), "a process outlived its run"
    engine = open_store(world.url)
    assert check(engine) == []
    engine.dispose()
    return code


def take_up(world):
    """Run once more; a run that was left at work is aborted aloud."""
    left = world.rows("SELECT run_id FROM run WHERE state = 'running'")
    told = world.run("greenhouse")
    assert told.count("had been killed; it is marked aborted") == len(left) <= 1
    assert all(run_id in told for (run_id,) in left)


def figures(world, asked, kills):
    """Return what was lost, doubled, and asked for again."""
    ((held, distinct),) = world.rows("SELECT count(*), count(DISTINCT source_key) FROM raw_posting")
    return {
        "kills": kills,
        "lost": employers.IN_ALL - distinct,
        "doubled": held - distinct,
        "asked_again": len(asked.asked) - employers.PAGES,
    }


def compare(world, worlds, never):
    """Compare all that is there with what is there after runs that nobody killed.

    The times are those of a replay of what was received: the same to the byte.
    """
    assert world.states() == {"complete"}
    assert world.seen() == employers.PAGES * employers.A_PAGE
    assert world.contents(OF_A_DAY) == never["contents"]
    (run_id,) = world.rows("SELECT max(run_id) FROM crawl_run")[0]
    archive = archive_of(world.folder / "data/archive", run_id, "greenhouse")
    replayed = worlds.new(world.folder.with_name("replayed"))
    replayed.run("--replay", archive)
    kept, again = world.contents(OF_A_RUN), replayed.contents(OF_A_RUN)
    assert kept.pop("source_pay")
    assert not again.pop("source_pay"), "a replay is no measure of later runs"
    assert kept == again
    assert world.published() == replayed.published()
    pages = [page for page in read_archive(archive) if isinstance(page, Exchange)]
    fetched = max(page.at for page in pages if page.status == 200)
    status = world.start("status")
    assert status.wait() == 0
    assert f"postings in the store, as of {utc_text(fetched)}; " in status.said()
