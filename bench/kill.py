"""Kills at random moments, three a trial, and what they cost.

    python -m bench.kill [TRIALS] [--kind crawl|run] [--postgresql]

A hundred trials of two kinds. `crawl`: a crawl of 600 postings on 12 pages is killed. `run`: the
whole `payband run` of the same is, while it crawls, cleans, judges, publishes. Then it is run to
its end, and what it leaves is compared with what a run leaves that nobody killed: the export byte
by byte, of `run` the whole store (tests/scrapers/kills). Prints, by kind, how many trials held,
how many kills met a process at work, the postings lost and doubled, and the pages asked for
again (median and most of a trial).
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from xml.etree import ElementTree as ET

FOLDER = "tests/scrapers/kills"
KINDS = {"crawl": "test_killed_crawls.py", "run": "test_killed_runs.py"}


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("trials", nargs="?", default=100, type=int)
    asked.add_argument("--kind", choices=KINDS, action="append")
    asked.add_argument("--postgresql", action="store_true")
    given = asked.parse_args()
    environment = {**os.environ, "PAYBAND_TEST_KILLS": str(given.trials)}
    environment["PAYBAND_TEST_KILLS_ON"] = "postgresql" if given.postgresql else "sqlite"
    sys.exit(max(trials(kind, environment) for kind in given.kind or KINDS))


def trials(kind, environment):
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        words = [
            "-q",
            "-m",
            "",
            "--show-capture=no",
            "-o",
            "junit_family=xunit1",
            f"--junitxml={report}",
        ]
        words += ["--basetemp", f"{folder}/trials", "-o", "tmp_path_retention_policy=none"]
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *words, f"{FOLDER}/{KINDS[kind]}"],
            env=environment,
            check=False,
        )
        cases = list(ET.parse(report).iter("testcase"))
    found = [json.loads(p.get("value", "")) for c in cases for p in c.iter("property")]
    broken = sum(case.find(bad) is not None for case in cases for bad in ("failure", "error"))
    summary(kind, found, broken, time.monotonic() - started)
    return done.returncode


def summary(kind, found, broken, took):
    sums = {name: sum(one[name] for one in found) for name in ("kills", "lost", "doubled")}
    again = [one["asked_again"] for one in found] or [0]
    print(
        f"{kind}: {len(found)} trials, {broken} tests failed, {sums['kills']} kills that hit, "
        f"{sums['lost']} postings lost, {sums['doubled']} doubled; pages asked for again: "
        f"median {statistics.median(again):g}, most {max(again)}; {took:.0f} s",
        flush=True,
    )


if __name__ == "__main__":
    main()
