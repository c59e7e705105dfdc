"""Measure the cost of employer names that begin alike: `Company 0` ... `Company 4999`.

    python -m bench.alike_employers [--rows 5000]

The bench cleans the same rows under alike names and under unlike names. Then it finds which rows
are one job: without descriptions, with a different description each, and with one description for
all. Titles come from a pool of 250. It prints CPU seconds and their ratio. The exit code is 1 if a
ratio is above 1.5.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from bench.postings import JOBS, LEVELS, postings
from models.raw import RawPosting
from pipeline.tables.rows import compared, with_jobs

MOST = 1.5


def rows(count: int, texts: str) -> list[RawPosting]:
    draw = random.Random(7)
    made = postings(count, described=texts == "unlike")
    shared = postings(1, described=True)[0].description_html if texts == "one" else ""
    titles = [f"{draw.choice(LEVELS)}{draw.choice(JOBS)}" for _ in made]
    return [
        replace(raw, title=title, description_html=raw.description_html or shared)
        for raw, title in zip(made, titles, strict=True)
    ]


def seconds(raw: list[RawPosting], name: Callable[[int], str]) -> tuple[float, int]:
    """Return the CPU seconds of finding the jobs of rows, and how many rows repeat a job."""
    named = [replace(one, company=name(n)) for n, one in enumerate(raw)]
    began = time.process_time()
    found = sum(1 for one in with_jobs([compared(one) for one in named]) if one.duplicate_of)
    return time.process_time() - began, found


def main() -> int:
    """Print each kind of rows under both kinds of names, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, default=5_000)
    count = parser.parse_args().rows
    draw = random.Random(3)
    unlike = ["".join(draw.choices("bcdfghjklmnpqrstvwxz", k=10)) for _ in range(count)]
    names = {"unlike": lambda n: unlike[n], "alike": lambda n: f"Company {n}"}
    worst = 0.0
    for texts in ("no", "unlike", "one"):
        made, took = rows(count, texts), {}
        seconds(made[:200], names["unlike"])  # loads the rules
        for kind, name in names.items():
            took[kind], found = seconds(made, name)
            print(
                f"{texts:8}texts {kind:8}{took[kind]:8.2f} s {found:6} of a job before", flush=True
            )
        ratio = took["alike"] / took["unlike"]
        worst = max(worst, ratio)
        print(f"{'':22}{ratio:8.2f} times")
    return 1 if worst > MOST else 0


if __name__ == "__main__":
    sys.exit(main())
