"""kill -9 at any moment: nothing is lost, nothing doubled, and few pages are asked for again.

PAYBAND_TEST_KILLS says how many trials (bench/kill.py runs a hundred).
"""

import json
import os
import random
import subprocess
import time
from datetime import UTC, datetime, timedelta
from threading import Condition, Event
from typing import Any

import pytest
from sqlalchemy import text, update
from werkzeug import Response

from models.run import CrawlRun
from models.tables import run
from models.vocab import RunState
from pipeline.operate.cleaning import clean_store
from pipeline.publish.export import export
from pipeline.store.archive import ArchiveWriter
from pipeline.store.check import check
from pipeline.store.database import open_store
from pipeline.store.quarantine import archive_of
from pipeline.store.raw import RawStore
from pipeline.store.runs import abort_unfinished, begin_run, broken_off
from pipeline.store.writing import writing

TRIALS = int(os.environ.get("PAYBAND_TEST_KILLS", "5"))
PAGES, A_PAGE, KILLS = 12, 50, 3
START = datetime(2026, 11, 25, 6, tzinfo=UTC)
QUICK: Any = {"AUTOTHROTTLE_ENABLED": 0, "PAYBAND_REST": 0, "DOWNLOAD_DELAY": 0.02}
ORDER = "select * from raw_posting order by posting_id"


class Listing:
    """A listing of 600 postings on 12 pages; it tells how often it was asked for one."""

    def __init__(self, tiny, job):
        self.asked: list[int] = []
        self.come = Condition()
        tiny.list_boards("acme")
        for page in range(PAGES):
            jobs = [job(page * A_PAGE + n) for n in range(A_PAGE)]
            following = [f"/acme/{page + 1}"] if page + 1 < PAGES else []
            said = json.dumps({"jobs": jobs, "total": PAGES * A_PAGE, "next": following})
            path = f"/acme/{page}" if page else "/acme"
            tiny.server.expect_request(path).respond_with_handler(self.answer(page, said))

    def answer(self, page, said):
        def handler(_request):
            with self.come:
                self.asked.append(page)
                self.come.notify()
            return Response(said, content_type="application/json")

        return handler

    def wait_for(self, pages):
        """Return once so many pages were asked for, in all."""
        with self.come:
            assert self.come.wait_for(lambda: len(self.asked) >= pages, 60)


@pytest.mark.parametrize("seed", range(TRIALS))
def test_what_was_received_survives(tiny, job, tmp_path, seed):
    chance = random.Random(seed)
    listing = Listing(tiny, job)
    engine = open_store(f"sqlite:///{tiny.database}")
    pages = sorted(chance.choices(range(1, PAGES + 1), k=KILLS))
    for number, page in enumerate([*pages, None]):
        with begin(tiny, engine, tmp_path, number) as process:
            if page is not None:
                listing.wait_for(page)
                time.sleep(chance.uniform(0, 0.2 if page == PAGES else 0.03))
                process.kill()
            assert "Traceback" not in process.communicate(timeout=120)[1]
        assert broken_pages(engine) == "ok"
        abort_unfinished(engine)
        if "complete" in last_states(tiny):
            break  # the kill came too late

    (last,) = tiny.rows("select * from crawl_run order by run_id desc limit 1")
    assert (last["state"], last["seen"]) == ("complete", PAGES * A_PAGE)
    assert last["seen"] == last["new"] + last["changed"] + last["unchanged"]
    stored = tiny.rows(ORDER)
    assert len(stored) == len({row["source_key"] for row in stored}) == PAGES * A_PAGE
    assert check(engine) == []
    assert len(listing.asked) <= PAGES + KILLS, "a kill costs the page that was on its way"
    whole = exported(engine, tmp_path / "killed.csv")
    engine.dispose()

    tiny.database = tmp_path / "never.db"
    last_archive = archive_of(tmp_path, last["run_id"], "tiny")
    tiny.crawl(run="r", PAYBAND_REPLAY=last_archive)
    never = open_store(f"sqlite:///{tiny.database}")
    assert exported(never, tmp_path / "never.csv") == whole, "as a run never killed gives"
    never.dispose()


def begin(tiny, engine, folder, number):
    """Start a crawl as a run does: on a run of its own, from where killed ones ended."""
    at = START + timedelta(minutes=number)
    begun = begin_run(engine, at)
    files = [archive_of(folder, r, "tiny") for r in broken_off(engine, "tiny", START)]
    resume = os.pathsep.join(str(file) for file in files if file.is_file())
    archive = archive_of(folder, begun.run_id, "tiny")
    return tiny.start(run=begun.run_id, PAYBAND_ARCHIVE=archive, PAYBAND_RESUME=resume, **QUICK)


def last_states(tiny):
    newest = "(select max(run_id) from crawl_run)"
    found = tiny.rows(f"select state from crawl_run where run_id = {newest}")  # noqa: S608  # ours
    return {row["state"] for row in found}


def broken_pages(engine):
    with engine.connect() as connection:
        return connection.execute(text("PRAGMA integrity_check")).scalar_one()


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
    ],
)
def test_only_the_newest_runs_that_were_killed_are_taken_up(database_url, states, taken):
    store = RawStore(database_url, "")
    runs = []
    for number, state in enumerate(states):
        at = START + timedelta(minutes=number)
        runs.append(begin_run(store.engine, at).run_id)
        for board, came in (("a", S.COMPLETE), ("b", state)):
            said: Any = {"board": board, "started_at": at, "state": came}
            store.board([CrawlRun(run_id=runs[-1], source="tiny", **said)])
    assert broken_off(store.engine, "tiny", START) == [runs[n] for n in taken]
    assert broken_off(store.engine, "other", START) == []
    assert broken_off(store.engine, "tiny", START + timedelta(hours=1)) == []
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
