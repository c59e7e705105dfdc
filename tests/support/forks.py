"""Starts commands from a process that has imported everything: a fork costs next to nothing.

Reads one order a line, as JSON, and answers with a line: `start` gives a process's number, `wait`
the exit code of one, minus the signal where one ended it, or null where it takes too long. Each
process leads a group of its own. `python -m tests.support.forks`.
"""

import gc
import importlib
import json
import os
import pkgutil
import signal
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path
from typing import Any

import scrapy.cmdline

from pipeline.cli.main import main
from pipeline.operate import sample
from pipeline.publish.export.export import export
from pipeline.publish.report.report import report
from pipeline.store.db.database import open_store
from tests.scrapers.kills.points import arm
from tests.support.forked_crawls import CRAWLING, fork_crawls
from tests.support.warm import LIVING, ROOT

COMMANDS: dict[str, Any] = {"scrapy": scrapy.cmdline.execute, "payband": main}
TIES: dict[int, int] = {}  # the other ends of the standard inputs of those at work
ROOMS = ("models", "pipeline", "scrapers")
# What every crawl imports of Scrapy takes .2 s.
PARTS = ("commands", "downloadermiddlewares", "extensions", "spidermiddlewares")
OTHERS = ("dupefilters", "logformatter", "pqueues", "squeues", "statscollectors")
# They do at import what each crawl must do by itself, or depend on its settings.
LATE = ("scrapers.settings", "scrapers.extensions.gc_freeze", "scrapers.spiders", "scrapers.sample")
FOUNDING = ROOT / "tools/sample/founding"
APPEND = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def start(order):
    """Fork a process that runs `words` in the folder `cwd` with only `env`.

    What it prints goes into the file `out`, what it says of errors into `log`. The standard input
    of one that is `tied` ends when this process does, or when it has been waited for. Where
    coverage is measured, one that is `measured` writes down which lines it ran.
    """
    stdin, kept = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(kept)
        _run(stdin=stdin if order.pop("tied") else os.open(os.devnull, os.O_RDONLY), **order)
    os.close(stdin)
    TIES[pid] = kept
    os.setpgid(pid, pid)
    return pid


def _run(words, cwd, env, stdin, log, out=None, point=None, measured=False):
    os.setpgid(0, 0)
    for kept in TIES.values():
        os.close(kept)
    os.chdir(cwd)
    if not env.pop(LIVING, None):
        vars(sample)["ARCHIVES"] = FOUNDING
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    _redirect(stdin, log, out)
    sys.argv = words
    sys.path[:0] = filter(None, env.get("PYTHONPATH", "").split(os.pathsep))
    sys.modules["__main__"] = sys.modules["pipeline.cli.main"]  # processes of a command import it
    if measured and CRAWLING & set(words[1:2]):
        fork_crawls(obey)
    coverage = _measure() if measured else None
    code = 0
    try:
        arm(point)
        COMMANDS[words[0]]()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else bool(end.code)
    except BaseException:  # noqa: BLE001  # a child must never come back
        traceback.print_exc()
        code = 1  # as Python does
    if coverage:
        coverage.stop()
        coverage.save()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _measure():
    """Start coverage anew, as it starts in a new process; None where nobody measures."""
    if "COVERAGE_PROCESS_CONFIG" not in os.environ:
        return None
    from coverage import Coverage, process_startup  # noqa: PLC0415  # a run without it is quicker

    if current := Coverage.current():
        current.stop()
    return process_startup(force=True)


def _redirect(stdin, log, out):
    written = os.open(log, APPEND)
    printed = os.open(out, APPEND) if out else written
    for number, file in enumerate((stdin, printed, written)):
        os.dup2(file, number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  # not a path


def wait(order):
    """Wait for a process, at most `seconds`."""
    until = time.monotonic() + order["seconds"]
    while time.monotonic() < until:
        pid, status = os.waitpid(order["pid"], os.WNOHANG)
        if pid:
            os.close(TIES.pop(pid))
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    return None


def load():
    """Import what commands and crawls do, but for spiders and the event loop."""
    for name in OTHERS:
        importlib.import_module(f"scrapy.{name}")
    for room in (*ROOMS, *(f"scrapy.{part}" for part in PARTS)):
        walked = pkgutil.walk_packages(importlib.import_module(room).__path__, f"{room}.")
        for module in walked:
            if not module.name.startswith((*LATE, "models.migrations")):
                importlib.import_module(module.name)
    _publish_nothing()
    assert "twisted.internet.reactor" not in sys.modules
    assert threading.active_count() == 1  # a process with threads can't fork safely
    gc.collect()
    gc.freeze()  # a sweep in a child would copy every page


def _publish_nothing():
    """Make a store, and publish it: what this imports and compiles takes most commands .5 s."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_store(f"sqlite:///{folder}/p.db")
        export(engine, Path(folder) / "p.csv")
        report(engine, Path(folder) / "s.html")
        engine.dispose()


def obey(orders, answers):
    """Do what is ordered until the orders end."""
    for line in orders:
        order = json.loads(line)
        done = {"start": start, "wait": wait}[order.pop("do")](order)
        answers.write(json.dumps(done) + "\n")
        answers.flush()


def serve():
    """Do what is ordered; at the end of orders nobody is left to need what still runs."""
    load()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    obey(sys.stdin, sys.stdout)


if __name__ == "__main__":
    serve()
