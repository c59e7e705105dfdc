"""One connection writes at a time, where SQLite needs it; and no other transaction writes."""

import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from typing import Any

import pytest
from filelock import FileLock
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from pipeline.store.db.database import connect, open_store
from pipeline.store.db.retry import is_away
from pipeline.store.db.writing import has_wal_reset_bug, one_writer, writing

BUG, FIX = (3, 40, 1), (3, 51, 3)
PROMISED = {
    "journal_mode": "wal",
    "synchronous": 2,
    "busy_timeout": 30_000,
    "foreign_keys": 1,
    "query_only": 1,
}


@pytest.mark.parametrize(
    ("version", "affected"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 52, 0), False),
        ((4, 0, 0), False),
    ],
)
def test_versions_with_the_wal_reset_bug(version, affected):
    assert has_wal_reset_bug(version) is affected


@pytest.fixture
def url(tmp_path):
    made = f"sqlite:///{tmp_path}/p.db"
    open_store(made).dispose()
    return made


@pytest.fixture
def sqlite_is(monkeypatch):
    """Let SQLite say that it is of another version."""
    return lambda version: monkeypatch.setattr(sqlite3, "sqlite_version_info", version)


def free(tmp_path):
    """Return whether somebody else could write now."""
    other = FileLock(tmp_path / "p.db.writer", timeout=0)
    try:
        with other:
            return True
    except TimeoutError:
        return False


@pytest.mark.parametrize(("version", "alone"), [(BUG, True), (FIX, False)])
def test_where_sqlite_has_the_bug_a_writer_is_alone(url, tmp_path, sqlite_is, version, alone):
    sqlite_is(version)
    engine = open_store(url)
    with writing(engine):
        assert free(tmp_path) is not alone
    assert free(tmp_path)
    with pytest.raises(KeyError), writing(engine):
        raise KeyError
    assert free(tmp_path)
    engine.dispose()


def test_a_writer_is_still_alone_while_its_commit_checkpoints(url, tmp_path, sqlite_is):
    sqlite_is(BUG)
    engine = open_store(url)
    held = []
    with writing(engine) as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA wal_autocheckpoint=1")
        # SQLite calls it on COMMIT and then checkpoints, its own write lock let go of
        raw.set_trace_callback(lambda words: held.append((words, free(tmp_path))))
        connection.execute(text("INSERT INTO job_pending VALUES ('p')"))
    raw.set_trace_callback(None)
    assert ("COMMIT", False) in held
    engine.dispose()


def test_one_writer_waits_for_the_other_and_for_no_dead_one(url, tmp_path, sqlite_is):
    sqlite_is(BUG)
    hold = (
        "import sys, time, filelock\n"
        "with filelock.FileLock(sys.argv[1]):\n    print('held', flush=True); time.sleep(600)"
    )
    words = [sys.executable, "-c", hold, str(tmp_path / "p.db.writer")]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        holder.stdout.readline()
        threading.Timer(0.5, holder.kill).start()
        before = time.monotonic()
        with writing(open_store(url)) as connection:
            connection.execute(text("INSERT INTO job_pending VALUES ('p')"))
    assert time.monotonic() - before >= 0.5


def test_a_writer_that_stays_is_taken_for_a_lock_of_sqlite(url, tmp_path, sqlite_is):
    sqlite_is(BUG)
    with (
        one_writer(str(tmp_path / "p.db")),
        pytest.raises(OperationalError, match="database is locked") as caught,
        writing(open_store(url, patience=0.05)),
    ):
        pass
    assert is_away(caught.value)


def test_two_names_of_a_file_are_one_database(url, tmp_path, sqlite_is):
    sqlite_is(BUG)
    (tmp_path / "other.db").symlink_to(tmp_path / "p.db")
    with writing(open_store(f"sqlite:///{tmp_path}/other.db")):
        assert not free(tmp_path)


def test_nobody_writes_but_in_a_write_transaction(url):
    engine = open_store(url)
    for _ in range(2):  # a connection is used again for either
        with pytest.raises(OperationalError, match="readonly"), engine.begin() as connection:
            connection.execute(text("INSERT INTO job_pending VALUES ('p')"))
        with writing(engine) as connection:
            connection.execute(text("DELETE FROM job_pending"))
    engine.dispose()


def test_every_connection_is_safe_against_power_loss_and_two_writers(url):
    engine = connect(url)
    held = [engine.connect() for _ in range(3)]
    for connection in held:
        found = {n: connection.exec_driver_sql(f"PRAGMA {n}").scalar_one() for n in PROMISED}
        assert found == PROMISED
        connection.close()
    engine.dispose()


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace counts the calls")
def test_each_commit_is_synced_to_the_disk(url, tmp_path):
    """With WAL and synchronous=FULL a commit that returned has outlived a power cut."""
    commits = (
        "import sys\n"
        "from sqlalchemy import text\n"
        "from pipeline.store.db.database import connect\n"
        "from pipeline.store.db.writing import writing\n"
        "engine = connect(sys.argv[1])\n"
        "for n in range(20):\n"
        "    with writing(engine) as connection:\n"
        "        connection.execute(text(f\"INSERT INTO job_pending VALUES ('{n}')\"))\n"
        "print('done', flush=True)\n"
    )
    log = tmp_path / "calls"
    words = ["strace", "-f", "-y", "-e", "trace=fsync,fdatasync", "-o", str(log)]
    done = subprocess.run([*words, sys.executable, "-c", commits, url], check=False)
    if done.returncode:
        pytest.skip("strace may trace nothing here")
    synced = [line for line in log.read_text().splitlines() if "p.db-wal>" in line]
    assert len(synced) >= 20
