"""Starts commands from a process that has imported everything: a fork costs next to nothing.

Reads one order a line, as JSON, and answers with a line: `start` gives a process's number, `wait`
the exit code of one, minus the signal where one ended it, or null where it takes too long. Each
process leads a group of its own. `python -m tests.scrapers.kills.warm`.
"""

import json
import os
import signal
import sys
import time
import traceback
from typing import Any

import scrapy.cmdline

import scrapers.accounting
import scrapers.archive
import scrapers.base
import scrapers.item_pipelines
import scrapers.polite_handler
import scrapers.resolver
import scrapers.resume
import scrapers.robots
import scrapers.run_stats
import scrapers.tied
import scrapers.whole_body  # noqa: F401  # all of them for the children's sake
from models.raw import RawPosting
from pipeline.clean.engine import clean
from pipeline.cli.main import main
from tests.scrapers.kills.points import arm

COMMANDS: dict[str, Any] = {"scrapy": scrapy.cmdline.execute, "payband": main}


def start(order):
    """Fork a process that runs `words` in the folder `cwd` with only `env`, logging to `log`."""
    pid = os.fork()
    if pid == 0:
        _run(**order)
    os.setpgid(pid, pid)
    return pid


def _run(words, cwd, env, log, point=None):
    os.setpgid(0, 0)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for number, file in enumerate((nothing, written, written)):
        os.dup2(file, number)
    sys.argv = words
    code = 0
    try:
        arm(point)
        COMMANDS[words[0]]()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else bool(end.code)
    except BaseException:  # noqa: BLE001  # a child must never come back
        traceback.print_exc()
        code = 70
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def wait(order):
    """Wait for a process, at most `seconds`."""
    until = time.monotonic() + order["seconds"]
    while time.monotonic() < until:
        pid, status = os.waitpid(order["pid"], os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    return None


def serve():
    """Do what is ordered until the orders end; then nobody is left to need what still runs."""
    clean(RawPosting(source="x", source_key="1", url="https://example.org/", title="ML Engineer"))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for line in sys.stdin:
        order = json.loads(line)
        done = {"start": start, "wait": wait}[order.pop("do")](order)
        sys.stdout.write(json.dumps(done) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
