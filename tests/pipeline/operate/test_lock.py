import json
import signal
import subprocess
import sys
import time

import pytest

from pipeline.errors import AlreadyRunningError
from pipeline.operate.lock import lock_path, run_lock

HOLD = """
import sys, time
from pipeline.operate.lock import run_lock
with run_lock(sys.argv[1]):
    print("in", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path}/p.db"


@pytest.fixture
def holder(url):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, url], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in\n"
        yield process
        process.kill()


def test_a_second_run_is_refused_and_told_who_is_at_work(url, holder):
    with (
        pytest.raises(AlreadyRunningError, match=f"process {holder.pid} on ") as caught,
        run_lock(url),
    ):
        pass
    assert caught.value.exit_code == 5
    told = json.loads(lock_path(url).with_suffix(".holder").read_text())
    assert told["pid"] == holder.pid


def test_a_holder_that_was_killed_lets_go_at_once(url, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    started = time.monotonic()
    with run_lock(url):
        taken = time.monotonic()
    assert taken - started < 30  # no stale lock to wait for


def test_the_lock_is_free_again_after_a_run(url):
    for _ in range(2):
        with run_lock(url):
            assert lock_path(url).exists()


def test_each_database_has_its_own_lock(tmp_path):
    with run_lock(f"sqlite:///{tmp_path}/a.db"), run_lock(f"sqlite:///{tmp_path}/b.db"):
        assert lock_path("postgresql://h/a") != lock_path("postgresql://h/b")
