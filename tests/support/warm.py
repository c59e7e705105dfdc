"""Commands that are there at once: forked from the process of forks.py, not started by Python."""

import json
import os
import signal
import subprocess
import sys
import uuid
from pathlib import Path
from threading import Lock

ROOT = Path(__file__).resolve().parents[2]
LIVING = "PAYBAND_TEST_LIVING"  # the whole sample is run, not the founding pages alone


class Warm:
    """The process of forks.py, which starts `payband ...` and `scrapy ...`."""

    def __init__(self):
        self.lock = Lock()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.forks"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def order(self, **said):
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin
        assert stdout
        with self.lock:
            stdin.write(json.dumps(said) + "\n")
            stdin.flush()
            return json.loads(stdout.readline())

    def start(self, words, cwd, environment, point=None, *, log=None, out=None, **more):
        """Start a command: what it prints goes into the file `out`, what it says into `log`.

        `point` is a moment at which it kills itself (points.py); one that is `tied` has a
        standard input that ends with us (parent_watch.py); one that is `measured` counts for
        coverage, and should not be killed while it writes that down.
        """
        log = log or cwd / "log"
        files = {"cwd": str(cwd), "log": str(log), "out": out and str(out)}
        more = {"tied": False, **more, "env": {**os.environ, **environment}, "point": point}
        return Started(self, self.order(do="start", words=words, **files, **more), log)

    def run(self, words, cwd, environment, aside, seconds=300):
        """Run a command to its end, with files in the folder `aside`, as subprocess.run does."""
        log, out = (aside / f"{uuid.uuid4().hex}.{kind}" for kind in ("log", "out"))
        given = [str(word) for word in words]
        begun = self.start(given, cwd, environment, log=log, out=out, measured=True)
        code = begun.wait(seconds)
        printed = out.read_text(encoding="utf-8")
        return subprocess.CompletedProcess(words, code, printed, begun.said())

    def crawl(self, order, settings, more=(), **environment):
        """Do a crawl as operate.crawls.crawl does, with more words, and return its exit code."""
        from pipeline.operate.crawls import crawl as as_ever  # noqa: PLC0415  # few tests need it

        order.log.parent.mkdir(parents=True, exist_ok=True)
        words = [*as_ever.command(order)[3:], *more]  # without python -P -m
        environment = as_ever.environment(settings) | environment
        return self.start(
            words, Path.cwd(), environment, log=order.log, tied=True, measured=True
        ).wait()

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
