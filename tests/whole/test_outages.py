"""The database away or locked in the middle of a run: nothing is lost, nothing doubled, exit 0.

PAYBAND_TEST_OUTAGES says for how many seconds, such as `1 10 60` (bench/outages.py).
"""

import csv
import os
import re
import subprocess
import sys
import time

import pytest

from pipeline.archive.archive import Exchange, read_archive
from pipeline.errors import StoreError
from pipeline.operate.engines import stale_postings
from tests.support.proofs import few

LONG = os.environ.get("PAYBAND_TEST_OUTAGES", "").split()
MOMENTS = ("crawl", "clean", "judge", "export")
OUTAGES = [(m, float(s)) for s in LONG for m in MOMENTS] or [
    ("crawl", 4), ("clean", 1), ("export", 1),
]  # fmt: skip
LOCKS = [(m, float(s)) for s in LONG for m in MOMENTS] or [("crawl", 12), ("clean", 2)]
JOBS = 500
# SQLAlchemy leaves psycopg's cursor of a query that found no server to be collected.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*ServerCursorMixin:pytest.PytestUnraisableExceptionWarning"
)
LOCK = """
import sqlite3, sys, time
holder = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)
holder.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
holder.execute("COMMIT")
"""


class Fault:
    """Something that befalls a run once, at a moment of it."""

    def __init__(self, whole, moment, happens):
        self.moment, self.happens = moment, happens
        self.at = 0.0
        if moment == "crawl":
            whole.site.hook = lambda number: number == 3 and self.strike()

    def progress(self, what, done, total):
        met = {"clean": ("cleaning", done < total), "judge": ("cleaning", done == total)}
        if (what, True) == met.get(self.moment, ("exporting", True)):
            self.strike()

    def strike(self):
        if not self.at:
            self.at = time.monotonic()
            self.happens()


@pytest.fixture
def run(whole, monkeypatch):
    """Do a run of a source that something befalls, and see that nothing came of it."""
    monkeypatch.setattr(stale_postings, "BATCH", 200)

    def run(moment, happens):
        fault = Fault(whole, moment, happens)
        outcome = whole.run("lever", progress=fault.progress)
        assert fault.at, "it happened"
        assert outcome.exit_code == 0
        assert_whole(whole)
        return time.monotonic() - fault.at

    return run


def assert_whole(whole):
    tables = ("raw_posting", "posting_life", "status_change", "posting_version", "job_posting")
    assert {t: whole.count(t) for t in tables} == dict.fromkeys(tables, JOBS)
    assert whole.count("raw_posting", "source_key") == whole.count("same_job", "posting_id") + len(
        list(csv.reader(whole.export().decode().splitlines()[1:]))
    )
    assert whole.count("job_pending") == 0
    (last,) = whole.rows("select * from crawl_run order by run_id desc limit 1")
    assert (last["state"], last["seen"]) == ("complete", JOBS)
    assert last["new"] + last["changed"] + last["unchanged"] == JOBS
    states = [row["state"] for row in whole.rows("select state from run order by run_id")]
    assert states == ["aborted"] * (len(states) - 1) + ["complete"]


@pytest.mark.parametrize(("moment", "seconds"), few(OUTAGES, 0))
def test_a_database_that_is_away_costs_nothing(whole, own_postgres, run, moment, seconds):
    whole.use(own_postgres.database())
    took = run(moment, lambda: own_postgres.outage(seconds))
    stood = standstill(whole)
    tell(f"PostgreSQL away {seconds:g} s at {moment}: done {took:.1f} s after; loop {stood} ms")
    own_postgres.back()
    assert took > seconds
    assert stood < 1000, "waiting for the database is not the event loop's"


@pytest.mark.parametrize(("moment", "seconds"), few(LOCKS, lambda at: LOCKS[at][0] == "clean"))
def test_a_database_that_is_locked_costs_nothing(whole, run, moment, seconds):
    file = str(whole.folder / "payband.db")
    holders = []

    def lock():
        words = [sys.executable, "-c", LOCK, file, str(seconds)]
        holders.append(subprocess.Popen(words, stdout=subprocess.PIPE))
        assert holders[0].stdout
        assert holders[0].stdout.readline() == b"held\n"

    took = run(moment, lock)
    holders[0].communicate(timeout=60)
    stood = standstill(whole)
    tell(f"SQLite locked {seconds:g} s at {moment}: done {took:.1f} s after; loop {stood} ms")
    assert moment in ("judge", "export") or took > seconds  # reading waits for no writer
    assert stood < 1000, "waiting for the database is not the event loop's"


def tell(words):
    sys.stdout.write(words + "\n")


def standstill(whole):
    """Return for how many milliseconds the event loop of a crawl did not turn, at most."""
    return max(map(int, re.findall(r"the loop stood still for (\d+) ms", whole.logs())))


@pytest.mark.parametrize("moment", few(["crawl", "export"], 0))
def test_a_database_that_stays_away_ends_the_run_and_the_next_completes_it(
    whole, own_postgres, moment
):
    whole.use(own_postgres.database(), database_max_wait=1)
    fault = Fault(whole, moment, own_postgres.stop)

    with pytest.raises(StoreError, match=r"was away for 1 s|cannot be read") as caught:
        whole.run("lever", progress=fault.progress)

    assert caught.value.exit_code == 1
    (archive,) = whole.folder.glob("archive/*/lever.warc.gz")
    received = [found for found in read_archive(archive) if isinstance(found, Exchange)]
    assert len(received) == len(list(read_archive(archive))) - 1, "no damage"
    assert whole.export() is None
    own_postgres.start()
    asked = len(whole.site.asked)
    whole.settings.database_max_wait = 60
    assert whole.run("lever", force=False).exit_code == 0
    assert_whole(whole)
    pages = JOBS // 100 + 1
    assert len(whole.site.asked) - asked == pages - (len(received) - 1), "the rest only"
