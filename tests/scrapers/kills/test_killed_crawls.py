"""kill -9 a crawl at any moment: nothing is lost or doubled, and few pages are asked for again.

PAYBAND_TEST_KILLS says how many trials (bench/kill.py runs a hundred), and PAYBAND_TEST_KILLS_ON
on which database: `postgresql`, else SQLite.
"""

import json
import os
import random
import subprocess
import time
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pytest
from sqlalchemy import text, update
from werkzeug import Response

from models.run import CrawlRun, SourceRun
from models.tables import run
from models.vocab import RunState
from pipeline.archive.archive import ArchiveWriter
from pipeline.operate.cleaning import clean_store
from pipeline.publish.export.export import export
from pipeline.store.db.check import check
from pipeline.store.db.database import open_store
from pipeline.store.db.writing import writing
from pipeline.store.postings.raw import RawStore
from pipeline.store.runs.quarantine import archive_of
from pipeline.store.runs.runs import abort_unfinished, begin_run, boards_read, broken_off
from pipeline.store.runs.source_runs import keep_source_runs
from tests.support.proofs import few

TRIALS = int(os.environ.get("PAYBAND_TEST_KILLS", "20"))
PAGES, A_PAGE, KILLS = 12, 50, 3
START = datetime(2026, 11, 25, 6, tzinfo=UTC)
QUICK: Any = {"AUTOTHROTTLE_ENABLED": 0, "PAYBAND_REST": 0, "DOWNLOAD_DELAY": 0.02}
LAST = text("SELECT * FROM crawl_run WHERE run_id = (SELECT max(run_id) FROM crawl_run)")
ROWS = text("SELECT count(*), count(DISTINCT source_key) FROM raw_posting")


@pytest.fixture
def board(tiny, job, listing):
    """A board of 600 postings on 12 pages."""
    found = listing(PAGES)
    tiny.list_boards("acme")
    for page in range(PAGES):
        jobs = [job(page * A_PAGE + n) for n in range(A_PAGE)]
        following = [f"/acme/{page + 1}"] if page + 1 < PAGES else []
        said = json.dumps({"jobs": jobs, "total": PAGES * A_PAGE, "next": following})
        path = f"/acme/{page}" if page else "/acme"
        tiny.server.expect_request(path).respond_with_handler(found.answer(page, said))
    return found


@pytest.mark.parametrize("seed", few(range(TRIALS)))
def test_what_was_received_survives(
    tiny, board, warm, store_url, stored, tmp_path, seed, record_property
):
    tiny.url, chance = store_url, random.Random(seed)
    pages = sorted(chance.choices(range(1, PAGES + 1), k=KILLS))
    ends = []
    for number, page in enumerate([*pages, None]):
        crawl = begin(tiny, warm, stored, number)
        if page is not None:
            board.wait_for(page)
            time.sleep(chance.uniform(0, 0.2 if page == PAGES else 0.03))
            crawl.kill()
        ends.append(crawl.wait())
        assert "Traceback" not in crawl.said()
        assert check(stored) == []
        abort_unfinished(stored)
        if rows(stored, LAST)[0].state == "complete":
            break  # the kill came too late

    ((held, distinct),) = rows(stored, ROWS)
    figures = {
        "kills": ends.count(-9),
        "lost": PAGES * A_PAGE - distinct,
        "doubled": held - distinct,
        "asked_again": len(board.asked) - PAGES,
    }
    record_property("killed", json.dumps(figures))
    (last,) = rows(stored, LAST)
    assert (last.state, last.seen) == ("complete", PAGES * A_PAGE)
    assert last.seen == last.new + last.changed + last.unchanged
    assert figures["lost"] == figures["doubled"] == 0
    assert figures["asked_again"] <= figures["kills"], "a kill costs the page on its way"
    whole = exported(stored, tmp_path / "killed.csv")
    assert never_killed(tiny, warm, last.run_id, tmp_path) == whole


def begin(tiny, warm, engine, number):
    """Start a crawl as a run does: on a run of its own, from where killed ones ended."""
    at = START + timedelta(minutes=number)
    begun = begin_run(engine, at)
    files = [archive_of(tiny.folder, r, "tiny") for r in broken_off(engine, "tiny", START)]
    resume = os.pathsep.join(str(file) for file in files if file.is_file())
    archive = archive_of(tiny.folder, begun.run_id, "tiny")
    return started(tiny, warm, begun.run_id, PAYBAND_ARCHIVE=archive, PAYBAND_RESUME=resume)


def started(tiny, warm, run_id, **settings):
    words = tiny.words(run=run_id, **QUICK, **settings)
    return warm.start(words, tiny.folder, tiny.environment())


def never_killed(tiny, warm, run_id, folder):
    """Return what is exported after a crawl that was answered the same, and never killed."""
    tiny.url, tiny.database = "", folder / "never.db"
    replay = archive_of(folder, run_id, "tiny")
    assert started(tiny, warm, "r", PAYBAND_REPLAY=replay).wait() == 0
    never = open_store(f"sqlite:///{tiny.database}")
    whole = exported(never, folder / "never.csv")
    never.dispose()
    return whole


def rows(engine, query):
    with engine.connect() as connection:
        return connection.execute(query).all()


def exported(engine, file):
    clean_store(engine)
    export(engine, file)
    return file.read_bytes()


def test_a_crawl_ends_with_the_run_that_started_it(tiny, job):
    asked, answer = Event(), Event()

    def slow(_request):
        asked.set()
        answer.wait(30)
        return Response("{}", content_type="application/json")

    tiny.list_boards("acme")
    tiny.server.expect_request("/acme").respond_with_handler(slow)
    with tiny.start(run="r", PAYBAND_TIED=1, stdin=subprocess.PIPE, **QUICK) as process:
        assert asked.wait(60)
        assert process.poll() is None
        process.stdin.close()
        assert process.wait(30) == 1
        answer.set()


S = RunState


@pytest.mark.parametrize(
    ("states", "taken"),
    [
        ([], []),
        ([S.COMPLETE], []),
        ([S.ABORTED], [0]),
        ([S.ABORTED, S.ABORTED], [0, 1]),
        ([S.COMPLETE, S.ABORTED], [1]),
        ([S.ABORTED, S.COMPLETE], []),
        ([S.ABORTED, S.FAILED], []),
        ([S.ABORTED, S.PARTIAL, S.ABORTED], [2]),
        ([None], [0]),
        ([S.COMPLETE, None, S.ABORTED], [1, 2]),
        ([None, S.COMPLETE], []),
    ],
)
def test_only_the_newest_runs_that_were_broken_off_are_taken_up(database_url, states, taken):
    """A state of None is that of a crawl which came whole, and which nobody judged."""
    store = RawStore(database_url, "")
    runs = []
    for number, state in enumerate(states):
        at = START + timedelta(minutes=number)
        runs.append(begin_run(store.engine, at).run_id)
        for board, came in (("a", S.COMPLETE), ("b", state or S.COMPLETE)):
            said: Any = {"board": board, "started_at": at, "state": came}
            store.board([CrawlRun(run_id=runs[-1], source="tiny", **said)])
        if state is not None:
            judged = SourceRun(run_id=runs[-1], source="tiny", at=at, state=state)
            keep_source_runs(store.engine, [judged])
    assert broken_off(store.engine, "tiny", START) == [runs[n] for n in taken]
    assert broken_off(store.engine, "other", START) == []
    assert broken_off(store.engine, "tiny", START + timedelta(hours=1)) == []
    now = START + timedelta(hours=1)
    judged_at = [START + timedelta(minutes=n) for n, state in enumerate(states) if state]
    read = boards_read(store.engine, "tiny", timedelta(hours=6), now)
    assert read.get("a") == max(judged_at, default=None)
    with writing(store.engine) as connection:
        connection.execute(update(run).values(replayed=True))
    assert broken_off(store.engine, "tiny", START) == []
    store.close()


def test_what_turned_out_unusable_is_asked_for_again(tiny, job, tmp_path):
    tiny.board("beta", [job(1)])
    archive = archive_of(tmp_path, "r1", "tiny")
    writer = ArchiveWriter(archive)
    torn = ((b"Content-Encoding", b"gzip"), (b"Content-Type", b"application/json"))
    writer.response(tiny.server.url_for("/beta"), 200, torn, b"no gzip", START)
    writer.close()
    tiny.live(run="r2", PAYBAND_RESUME=archive)
    assert [r.path for r, _ in tiny.server.log].count("/beta") == 1
    assert tiny.states() == {"beta": "complete"}
