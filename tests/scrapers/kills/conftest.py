import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Condition

import pytest
from werkzeug import Response

from pipeline.store.database import open_store

ROOT = Path(__file__).resolve().parents[3]


class Warm:
    """The process of warm.py: what it starts is there at once."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.scrapers.kills.warm"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def order(self, **said):
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin
        assert stdout
        stdin.write(json.dumps(said) + "\n")
        stdin.flush()
        return json.loads(stdout.readline())

    def start(self, words, cwd, environment, point=None):
        log = cwd / "log"
        said = {"words": words, "cwd": str(cwd), "log": str(log), "point": point}
        env = {**os.environ, **environment}
        return Started(self, self.order(do="start", env=env, **said), log)

    def close(self):
        with self.process:
            assert self.process.stdin
            self.process.stdin.close()


class Started:
    """A command at work; it leads a process group of its own."""

    def __init__(self, warm, pid, log):
        self.warm, self.pid, self.log = warm, pid, log

    def kill(self, how=signal.SIGKILL):
        os.kill(self.pid, how)

    def wait(self, seconds=120):
        """Return the exit code, minus the signal where one ended it."""
        code = self.warm.order(do="wait", pid=self.pid, seconds=seconds)
        assert code is not None, f"still there after {seconds} s"
        return code

    def said(self):
        return self.log.read_text(encoding="utf-8")


class Listing:
    """A listing of so many pages of jobs; it tells which pages were asked for, in order."""

    def __init__(self, pages):
        self.pages = pages
        self.asked: list[int] = []
        self.come = Condition()

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


@pytest.fixture(scope="session")
def warm():
    process = Warm()
    yield process
    process.close()


@pytest.fixture
def store_url(request, tmp_path):
    """Return the URL of an empty database; PAYBAND_TEST_KILLS_ON says of which kind."""
    if os.environ.get("PAYBAND_TEST_KILLS_ON") == "postgresql":
        return request.getfixturevalue("postgres_url")
    return f"sqlite:///{tmp_path}/payband.db"


@pytest.fixture
def stored(store_url):
    """Return a store's engine."""
    engine = open_store(store_url)
    yield engine
    engine.dispose()


@pytest.fixture
def listing():
    return Listing
