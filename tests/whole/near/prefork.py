"""Crawls, each in a process of its own, forked from one that has imported what they need.

A line of JSON on standard input is a crawl; its exit code is the answer. It saves each crawl the
second that Python takes to read all modules.
"""

import importlib
import json
import os
import pkgutil
import sys
from pathlib import Path

import scrapy.cmdline


def load():
    """Import what a crawl does, but for spiders and the event loop."""
    for name in ("scrapers", "scrapers.platforms", "pipeline.store"):
        for module in pkgutil.iter_modules(importlib.import_module(name).__path__):
            if module.name not in ("settings", "short_sweeps"):
                importlib.import_module(f"{name}.{module.name}")
    assert "twisted.internet.reactor" not in sys.modules


def crawl(said, stdin):
    os.environ.clear()
    os.environ.update(said["environment"])
    os.chdir(said["folder"])
    log = os.open(said["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for here, there in ((stdin, 0), (log, 1), (log, 2)):
        os.dup2(here, there)
    sys.path.insert(0, str(Path(__file__).parent))
    try:
        scrapy.cmdline.execute(["scrapy", *said["words"]])
    except SystemExit as end:
        sys.stdout.flush()
        os._exit(end.code if isinstance(end.code, int) else 0)
    finally:
        os._exit(70)


def main():
    load()
    for line in sys.stdin:
        stdin, kept = os.pipe()  # it ends with us: see scrapers/tied.py
        pid = os.fork()
        if pid == 0:
            os.close(kept)
            crawl(json.loads(line), stdin)
        os.close(stdin)
        _, status = os.waitpid(pid, 0)
        os.close(kept)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
