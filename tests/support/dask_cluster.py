"""A Dask scheduler and worker processes on loopback, for as long as a test needs them."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 120
PART = 100
"""Rows of a part in these tests: a short table has many."""
COMMAND = (
    f"from pipeline.operate.engines import dask_engine; dask_engine.ROWS = {PART}; "
    "from pipeline.cli.main import main; main()"
)


class DaskCluster:
    """A scheduler with workers of one thread each. `engine` is its name for --engine."""

    def __init__(self, folder):
        self._folder, self.port = folder, _free_port()
        self.address = f"127.0.0.1:{self.port}"
        self.engine = f"dask://{self.address}"
        self.workers = []
        port = ("--port", str(self.port))
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", *port)
        _until(self._answers)

    def add_worker(self):
        """Start one more worker process; it joins within seconds."""
        address = f"tcp://{self.address}"
        where = ("--host", "127.0.0.1", "--local-directory", str(self._folder))
        self.workers.append(self._start("worker", address, "--nthreads", "1", "--no-nanny", *where))

    def end(self):
        for process in (*self.workers, self.scheduler):
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGKILL)
            process.wait()

    def _start(self, *words):
        with (self._folder / f"{words[0]}.log").open("a") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *words, "--no-dashboard"],
                cwd=self._folder,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=log,
                stderr=log,
            )

    def _answers(self):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False


@contextlib.contextmanager
def dask_cluster(folder, workers=2):
    """Yield a cluster with so many workers."""
    cluster = DaskCluster(folder)
    try:
        for _ in range(workers):
            cluster.add_worker()
        yield cluster
    finally:
        cluster.end()


def payband(*words):
    """Start the command, with short parts."""
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def told(process):
    """Return what a command says on standard error; it must end well."""
    out, error = process.communicate(timeout=300)
    assert process.returncode == 0, error
    return out + error


def until_parts(folder, count):
    """Wait until so many parts of a table are done; return the inode of each, by name."""

    def parts():
        found = list(folder.glob("*.part"))
        return {part.name: part.stat().st_ino for part in found} if len(found) >= count else None

    return _until(parts)


def _until(holds):
    end = time.monotonic() + SECONDS
    while not (found := holds()):
        assert time.monotonic() < end
        time.sleep(0.02)
    return found


def _free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
