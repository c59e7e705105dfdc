"""Kill runs at random moments, three times a trial, and measure the cost.

    python -m bench.kill [TRIALS] [--kind crawl|run] [--postgresql]

There are a hundred trials of two kinds. A `crawl` trial kills a crawl of 600 postings on 12 pages.
A `run` trial kills a whole `payband run` of the same pages while it crawls, cleans, judges or
publishes. Then the bench runs the same command to its end and compares the results with those of a
run without kills: the export byte by byte and, for `run`, the whole store (tests/scrapers/kills).
It prints for each kind how many trials gave the same results, how many kills met a process at
work, how many postings were lost or doubled, and how many pages were requested again (median and
maximum of a trial).
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
