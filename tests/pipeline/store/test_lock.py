import signal
import subprocess
import sys
import time

import pytest

from pipeline.errors import AlreadyRunningError, StoreError
from pipeline.store.lock import lock_path, run_lock

HOLD = """
import sys, time
from pipeline.store.lock import run_lock
with run_lock(sys.argv[1]):
    print("in", flush=True)
    time.sleep(60)
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
