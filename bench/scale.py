"""Measure how time and memory of each step grow with the number of postings.

    python -m bench.scale [--rows 10000 100000 1000000] [--write]

For each size: a table of invented postings without descriptions (bench/postings.py) is cleaned and
audited; as many postings are stored, cleaned anew in the store, exported, reported and listed. It
prints CPU seconds of all processes of a step, and the MB of its largest one. With --write they go
to docs/scale.csv, and docs/scale.svg is drawn from them (bench/scale_chart.py).

Memory at a million postings is measured, or a line through the two largest sizes says what it
would be; the bench prints what 100,000 more postings add.
"""

import argparse
import csv
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from bench.figures import figure
from bench.postings import postings
from bench.processes import write_table
from bench.scale_chart import draw
from pipeline.clock import now
from pipeline.store.db.database import open_store
from pipeline.store.postings.raw import RawStore
from pipeline.store.runs.runs import begin_run

PER_MB, MILLION = 1024, 1_000_000
TOGETHER = 200
DOCS = Path(__file__).parent.parent / "docs"
COLUMNS = ("step", "postings", "cpu_seconds", "megabytes")


def command(words):
    """Return the CPU seconds of a command and its processes, and the MB of the largest."""
    done = subprocess.run(
        [sys.executable, "-m", "payband", *map(str, words)], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / PER_MB


def stored(url, count):
    """Store new postings; return the CPU seconds and the MB that storing them added."""
    engine = open_store(url)
    store = RawStore(url, begin_run(engine, now()).run_id)
    made = iter(postings(count, described=False))
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    while some := list(islice(made, TOGETHER)):
        store.put(some)
    took = time.process_time() - begun
    store.close()
    return took, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / PER_MB


def alone(work, *given):
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *given).result()


def steps(folder, count):
    """Yield the name, CPU seconds and MB of each step with so many postings."""
    table = folder / "in.csv"
    alone(written, table, count)
    yield "clean", *alone(command, ("clean", table, "-o", folder / "out.csv"))
    yield "audit", *alone(command, ("audit", table, "-o", folder / "audit.html"))
    url = f"sqlite:///{folder}/p.db"
    yield "store", *alone(stored, url, count)
    store = ("--database", url)
    yield "rerun", *alone(command, ("clean", "--all", *store))
    yield "export", *alone(command, ("export", "--all", "-o", folder / "export.csv", *store))
    yield "report", *alone(command, ("report", "-o", folder / "report.html", *store))
    roles = ("Data Scientist", "Data Engineer")
    yield "compare", *alone(command, ("compare", *roles, "-o", folder / "pair.html", *store))
    yield "jobs", *alone(command, ("jobs", "-o", folder / "jobs.csv", *store))
    yield "status", *alone(command, ("status", "--json", *store))


def written(table, count):
    write_table(table, count, described=False)


def at_a_million(sizes):
    """Return the MB at a million postings, and how many more 100,000 add; `sizes` is MB by count.

    The line is that through the two largest sizes.
    """
    (few, less), (most, more) = sorted(sizes.items())[-2:]
    slope = max(0.0, (more - less) / (most - few))
    return max(more, more + slope * (MILLION - most)), slope * 100_000


def note(step, sizes):
    """Print and note the memory of a step; `sizes` has the MB of each size measured."""
    most = max(sizes)
    if len(sizes) == 1 or most >= MILLION:
        figure(f"scale.{step}", sizes[most], size=f"{most:,} postings")
        return
    megabytes, slope = at_a_million(sizes)
    print(f"{step:8} {slope:>5,.0f} MB for 100,000 more, {megabytes:>6,.0f} MB at a million")
    figure(f"scale.{step}", megabytes, size=f"a million, by a line from {most:,}")


def measured(counts):
    """Yield step, postings, CPU seconds and MB, and print them."""
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            for step, seconds, megabytes in steps(Path(name), count):
                each = seconds / count * 1e6
                told = f"{seconds:>9,.1f} s of CPU {each:>7,.0f} µs each {megabytes:>6,.0f} MB"
                print(f"{step:8}{count:>10,}{told}", flush=True)
                yield step, count, f"{seconds:.2f}", f"{megabytes:.0f}"


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    options.add_argument("--write", action="store_true", help="write docs/scale.csv and scale.svg")
    asked = options.parse_args()
    found = list(measured(sorted(asked.rows)))
    for step in dict.fromkeys(row[0] for row in found):
        note(step, {row[1]: float(row[3]) for row in found if row[0] == step})
    if asked.write:
        with (DOCS / "scale.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([COLUMNS, *found])
        (DOCS / "scale.svg").write_text(draw(found), encoding="utf-8")


if __name__ == "__main__":
    main()
