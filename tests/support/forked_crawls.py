"""The crawls of a forked command, forked too: Python takes a second to start, and a run has four.

The process that forks them is made before the command begins: a process with threads can't fork
safely.
"""

import json
import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from threading import Lock

from pipeline.operate.crawls import crawl as crawls

CRAWLING = {"run", "crawl", "quarantine"}  # the commands that may crawl


def fork_crawls(serve):
    """Let crawls of this process be forked. `serve` does orders from one file, answers in another.

    It stands for the module `subprocess` where a crawl is started.
    """
    ours, theirs = socket.socketpair()
    if os.fork() == 0:
        ours.close()
        serve(theirs.makefile("r", encoding="utf-8"), theirs.makefile("w", encoding="utf-8"))
        os._exit(0)
    theirs.close()
    vars(crawls)["subprocess"] = Forks(ours)


class Forks:
    """Starts and waits for crawls as `subprocess` does."""

    PIPE = subprocess.PIPE

    def __init__(self, server):
        self.orders = server.makefile("w", encoding="utf-8")
        self.answers = server.makefile("r", encoding="utf-8")
        self.lock = Lock()

    def order(self, **said):
        with self.lock:
            self.orders.write(json.dumps(said) + "\n")
            self.orders.flush()
            return json.loads(self.answers.readline())

    def Popen(self, words, env, stdout, **_files):  # noqa: N802  # its name there
        log = str(Path(f"/proc/self/fd/{stdout.fileno()}").readlink())
        said = {"words": words[3:], "env": env, "cwd": str(Path.cwd()), "log": log}
        return Forked(self, self.order(do="start", tied=True, measured=True, **said))


class Forked:
    """A crawl at work."""

    def __init__(self, forks, pid):
        self.forks, self.pid = forks, pid

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def terminate(self):
        os.kill(self.pid, signal.SIGTERM)

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)

    def wait(self, seconds=float("inf")):
        until = time.monotonic() + seconds
        while (code := self.forks.order(do="wait", pid=self.pid, seconds=0.001)) is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired("crawl", seconds)
            time.sleep(0.01)
        return code
