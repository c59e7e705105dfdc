import json
import os
import platform
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from typing import Any

import pytest
from sqlalchemy import inspect, make_url

from pipeline.errors import AlreadyRunningError, StoreError
from pipeline.store.db import lock, session_lock
from pipeline.store.db.database import open_store
from pipeline.store.db.lock import lock_path, run_at_work, run_lock
from pipeline.store.db.session_lock import SessionLock

HOLD = """
import sys, time
from pipeline.store.db.lock import run_lock
with run_lock(sys.argv[1]):
    print("in", flush=True)
    time.sleep(60)
"""


TRY = """
import sys
from pipeline.errors import AlreadyRunningError
from pipeline.store.db.lock import run_lock
sys.stdin.readline()
try:
    with run_lock(sys.argv[1]):
        print("in", flush=True)
        sys.stdin.readline()
except AlreadyRunningError as error:
    print(error.exit_code, error, flush=True)
"""


@pytest.fixture
def holder(database_url):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, database_url], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in\n"
        yield process
        process.kill()


def test_whether_a_run_is_at_work_is_known_without_the_lock(database_url, holder):
    assert run_at_work(database_url)
    holder.kill()
    holder.wait()
    until = time.monotonic() + 10  # a server ends the session of a killed process a moment later
    while run_at_work(database_url) and time.monotonic() < until:
        time.sleep(0.05)
    assert not run_at_work(database_url)


def test_a_second_run_is_refused_and_told_who_is_at_work(database_url, holder):
    with (
        pytest.raises(AlreadyRunningError, match=f"process {holder.pid} on .*, since 20") as caught,
        run_lock(database_url),
    ):
        pass
    assert caught.value.exit_code == 5


def test_a_holder_that_was_killed_lets_go_at_once(database_url, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    started = time.monotonic()
    while time.monotonic() - started < 10:  # the server has to notice that its client is gone
        try:
            with run_lock(database_url):
                return
        except AlreadyRunningError:
            time.sleep(0.01)
    pytest.fail("the lock of a dead process is still held")


def test_the_lock_is_free_again_after_a_run(database_url):
    for _ in range(2):
        with run_lock(database_url), pytest.raises(AlreadyRunningError), run_lock(database_url):
            pass


def test_the_lock_is_ours_again_after_an_outage(own_postgres):
    url = own_postgres.database()
    with run_lock(url) as still_ours:
        for _ in range(2):
            own_postgres.outage(0.5)
            own_postgres.back()
            time.sleep(2)
            still_ours()
            with pytest.raises(AlreadyRunningError, match=f"process {os.getpid()} on "):
                hold_for_a_moment(url)
    hold_for_a_moment(url)


@pytest.mark.proof
def test_a_run_whose_lock_went_to_another_in_an_outage_is_told(own_postgres, monkeypatch):
    monkeypatch.setattr(session_lock, "_PAUSE", 5)
    url = own_postgres.database()
    with run_lock(url) as still_ours:
        own_postgres.stop()
        own_postgres.start()
        other = json.dumps([7, "elsewhere", "2026-11-01T00:00:00Z"])
        monkeypatch.setattr(lock, "_me", lambda: other)
        with (
            run_lock(url),
            pytest.raises(AlreadyRunningError, match="took over: process 7 on elsewhere"),
        ):
            until(still_ours, 60)


def until(work, seconds):
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        work()
        time.sleep(0.1)


def hold_for_a_moment(url):
    with run_lock(url):
        pass


def test_a_holder_that_was_killed_before_it_signed_is_not_named(tmp_path):
    url = f"sqlite:///{tmp_path}/p.db"
    left = json.dumps([2**22 + 1, platform.node()[:24], "2026-11-01T00:00:00Z"])
    with run_lock(url):
        (tmp_path / "p.db.holder").write_text(left)
        late = threading.Timer(0.3, (tmp_path / "p.db.holder").write_text, [lock._me()])
        late.start()
        with pytest.raises(AlreadyRunningError, match=f"process {os.getpid()} on "):
            hold_for_a_moment(url)
        late.join()


def test_each_database_has_its_own_lock(tmp_path, postgres_url, postgres_server):
    one, two = f"sqlite:///{tmp_path}/a.db", f"sqlite:///{tmp_path}/b.db"
    other = postgres_server.render_as_string(hide_password=False)
    with run_lock(one), run_lock(two), run_lock(postgres_url), run_lock(other):
        assert lock_path(one) != lock_path(two)


def test_a_server_that_cannot_be_reached_is_a_clear_error():
    with (
        pytest.raises(StoreError, match=r"postgresql://u:\*\*\*@127.0.0.1:1/x can't be used"),
        run_lock("postgresql://u:s3cret@127.0.0.1:1/x"),
    ):
        pass


@pytest.mark.parametrize("many", [2, 8])
def test_of_many_at_once_one_works_and_the_others_leave(database_url, many):
    words = [sys.executable, "-c", TRY, database_url]
    pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with ExitStack() as stack:
        started: list[Any] = [
            stack.enter_context(subprocess.Popen(words, **pipes)) for _ in range(many)
        ]
        for process in started:  # all at once
            process.stdin.write("\n")
            process.stdin.flush()
        said = {process.pid: process.stdout.readline() for process in started}
        for process in started:
            process.stdin.close()
    (works,) = [pid for pid, line in said.items() if line == "in\n"]
    refusals = [line for pid, line in said.items() if pid != works]
    assert len(refusals) == many - 1
    for line in refusals:
        assert line.startswith("5 another run is at work: ")
        assert f"process {works} on " in line


def test_a_password_is_read_as_the_store_reads_it(postgres_url):
    plain = make_url(postgres_url).set(password="PASSWORD").render_as_string(hide_password=False)
    odd = plain.replace("PASSWORD", "a/b?c")  # the server of the tests takes any
    with run_lock(odd):
        engine = open_store(odd)
        assert inspect(engine).has_table("raw_posting")
        engine.dispose()


def test_an_error_tells_no_part_of_a_password():
    with (
        pytest.raises(StoreError, match=r"the database postgresql://u:\*\*\*@127") as caught,
        run_lock("postgresql://u:%zzs3cret@127.0.0.1:1/d"),
    ):
        pass
    assert "s3cret" not in str(caught.value)


def test_a_released_lock_is_free_before_the_server_ends_its_session(postgres_url, monkeypatch):
    first, second = SessionLock(postgres_url, "first"), SessionLock(postgres_url, "second")
    assert first.take() is None
    session = first.session
    monkeypatch.setattr(first, "_leave", lambda: None)  # a busy server has not noticed yet
    first.release()
    assert second.take() is None
    second.release()
    assert session
    session.close()
