"""Whole `payband run`s at once, each a process as cron starts it: one works, the others leave.

PAYBAND_TEST_AT_ONCE says how many times two and eight are started (bench/at_once.py: fifty).
"""

import os
import platform
import re
import resource
import subprocess
import sys
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from pipeline.archive.archive import ArchiveWriter
from tests.support.proofs import few

TIMES = int(os.environ.get("PAYBAND_TEST_AT_ONCE", "0"))
ROUNDS = [2, 8] * TIMES or [4]
BOARD = Path(__file__).parent.parent / "scrapers/fixtures/greenhouse/normal.json"
LISTING = "https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true&pay_transparency=true"
SAYS = re.compile(
    rf"payband: another run is at work: process (\d+) on {re.escape(platform.node()[:24])}, "
    r"since 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ\n"
)


@pytest.fixture
def archive(tmp_path):
    file = tmp_path / "one.warc.gz"
    writer, at = ArchiveWriter(file), datetime(2026, 11, 1, tzinfo=UTC)
    writer.info("greenhouse", {"boards": [{"board": "acme", "company": "Acme"}]}, at)
    headers = [(b"Content-Type", b"application/json")]
    writer.response(LISTING, 200, headers, BOARD.read_bytes(), at)
    writer.close()
    return file


@pytest.fixture
def start(tmp_path, archive, database_url):
    """Start a run as cron does."""

    def start():
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "pipeline.cli.main", "run", "--replay", archive],
            cwd=tmp_path,
            env={**os.environ, "PAYBAND_DATABASE_URL": database_url},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start


def refusals(started):
    """Return what those said that left, and after how many seconds, once one is left."""
    began = time.monotonic()
    said: dict[int, tuple[str, float]] = {}
    while len(said) < len(started) - 1:
        assert time.monotonic() - began < 60, "they leave soon"
        for process in started:
            if process.pid not in said and process.poll() is not None:
                said[process.pid] = (process.stderr.read(), time.monotonic() - began)
                assert process.returncode == 5, said[process.pid][0]
        time.sleep(0.005)
    return said


def cpu_of_ended():
    """Return the seconds of CPU of the processes that ended and were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("database_url", few(["sqlite", "postgresql"], 0), indirect=True)
def test_one_works_the_others_leave_and_a_killed_one_is_followed_at_once(start, database_url):
    for many in ROUNDS:
        with ExitStack() as stack:
            before = cpu_of_ended()
            started = [stack.enter_context(start()) for _ in range(many)]
            left = refusals(started)
            each = (cpu_of_ended() - before) / (many - 1)
            (works,) = [process for process in started if process.pid not in left]
            for words, _ in left.values():
                assert (met := SAYS.fullmatch(words))
                assert int(met[1]) == works.pid
            slowest = max(seconds for _, seconds in left.values())
            sys.stdout.write(
                f"{many} at once: all but one had left after {slowest:.2f} s, {each:.2f} s of CPU\n"
            )
            assert works.poll() is None
            works.kill()
    with start() as after:
        _, said = after.communicate(timeout=120)
        assert after.returncode == 0, said
    engine = create_engine(database_url)
    with engine.connect() as connection:
        for table, key in (("raw_posting", "source_key"), ("status_change", "posting_id, n")):
            count = f"select count(*) from {table}"  # noqa: S608  # ours
            distinct = f"select count(*) from (select distinct {key} from {table}) as found"  # noqa: S608  # ours
            one, other = (connection.execute(text(q)).scalar_one() for q in (count, distinct))
            assert one == other > 0
    engine.dispose()
