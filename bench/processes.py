"""Measure `payband clean` as a whole: wall time on one core and on several, beside the aims.

    python -m bench.processes [--cores 2] [--table FILE] [--plain 100000] [--described 20000]

Each measurement is the command itself in a new process, the median of three. `start` is the
command with a table of ten rows; rates are of the rest of the time. On a machine with other work,
wall times say little; CPU seconds of the command and of its processes are beside them.
"""

import argparse
import csv
import gzip
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from bench.figures import figure
from bench.postings import postings

AGAIN = 3
RATIO = 1.7
"""Aim: as many times faster on two cores than on one, start aside."""
COLD = 200e-6
WHOLE = 4.0
"""Aims for a table of real postings: seconds of wall a row on two cores, and for 8,313 rows."""
RATES = {"plain": 20_000, "described": 4_000}
"""Aims: rows a second on two cores, without a description and with 3 KB."""
FIELDS = ("source_key", "url", "title", "company", "location", "workplace", "employment", "level",
          "salary", "posted", "description_html", "fetched_at")  # fmt: skip


class Took(NamedTuple):
    """Seconds of wall, and of CPU of the command and of all its processes."""

    wall: float
    cpu: float


def write_table(path: Path, count: int, *, described: bool) -> Path:
    """Write invented postings as a CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(FIELDS)
        for raw in postings(count, described=described):
            out.writerow([getattr(raw, name) for name in FIELDS])
    return path


def rows_of(table: Path) -> int:
    """Return how many rows a CSV has, also a gzipped one."""
    opened = gzip.open if table.suffix == ".gz" else open
    with opened(table, "rt", encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def clean(table: Path, cores: int) -> Took:
    """Return what the command takes for a table: the median of three."""
    took = sorted(_once(table, cores) for _ in range(AGAIN))
    return Took(took[AGAIN // 2].wall, statistics.median(one.cpu for one in took))


def _once(table: Path, cores: int) -> Took:
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "out.csv")
        words = [sys.executable, "-m", "payband", "clean", str(table), "-o", target]
        before, began = os.times(), time.perf_counter()
        subprocess.run([*words, "--cores", str(cores)], check=True, capture_output=True)
        wall, after = time.perf_counter() - began, os.times()
    used = after.children_user + after.children_system
    return Took(wall, used - before.children_user - before.children_system)


def show(name: str, table: Path, count: int, cores: int, start: Took) -> tuple[float, float]:
    """Measure and print a table; return the seconds a row and of the whole on `cores` cores."""
    one, many = clean(table, 1), clean(table, cores)
    rest, fast = one.wall - start.wall, many.wall - start.wall
    print(f"{name}: {count:,} rows")
    print(f"  1 core    {one.wall:6.1f} s   {count / rest:>8,.0f}/s   {one.cpu:.1f} s of CPU")
    print(
        f"  {cores} cores   {many.wall:6.1f} s   {count / fast:>8,.0f}/s   {many.cpu:.1f} s of CPU"
    )
    aim("times as fast on two cores, start aside", rest / fast, RATIO)
    figure(f"processes.{name}", count / fast, count / rest, f"{count:,} rows")
    return fast / count, many.wall


def aim(what: str, value: float, least: float) -> None:
    """Print a figure beside the least that it should be."""
    word = "met" if value >= least else "missed"
    print(f"  {what}: {value:,.2f} (aim {least:,.2f}, {word})", flush=True)


def main() -> None:
    """Read the options, measure and print."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("--cores", type=int, default=2)
    options.add_argument("--table", type=Path, help="a table of real postings")
    options.add_argument("--plain", type=int, default=100_000)
    options.add_argument("--described", type=int, default=20_000)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = clean(write_table(folder / "few.csv", 10, described=False), 1)
        print(f"start: {start.wall:.2f} s of wall, {start.cpu:.2f} s of CPU")
        if asked.table:
            count = rows_of(asked.table)
            row, whole = show(asked.table.name, asked.table, count, asked.cores, start)
            aim("aim of a row over its time (200 µs cold)", COLD / row, 1)
            aim("aim of the whole over its time (4 s)", WHOLE * count / 8_313 / whole, 1)
        for kind, least in RATES.items():
            if count := getattr(asked, kind):
                table = write_table(folder / "in.csv", count, described=kind == "described")
                row, _ = show(kind, table, count, asked.cores, start)
                aim("rows a second", 1 / row, least)


if __name__ == "__main__":
    main()
