"""Measure `payband clean` and `payband audit` on tables: rows a second and memory.

    python -m bench.tables [TABLE ...] [--rows 200000] [--cores 2]

The bench measures each TABLE, and a generated table of `--rows` rows in the columns of JobSpy,
without descriptions. Each measurement runs in its own process. CPU seconds are the sum of all
processes; memory is the peak of the first one.
"""

import argparse
import csv
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bench.postings import postings
from pipeline.operate.tables.audit import audit_table
from pipeline.operate.tables.clean_table import TableOptions, clean_table
from pipeline.tables.read import posting_table

PER_MB = 1024 if sys.platform != "darwin" else 1024 * 1024
COLUMNS = ("id", "site", "job_url", "title", "company", "location", "date_posted", "pay_text")


def generate(path: Path, count: int) -> Path:
    """Write a table of `rows` invented rows."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for n, raw in enumerate(postings(count, described=False)):
            row = (f"in-{n}", "indeed", raw.url, raw.title, raw.company, raw.location)
            writer.writerow((*row, raw.posted, raw.salary))
    return path


def read(table: Path, _cores: int) -> int:
    with posting_table(table) as opened:
        return sum(1 for row in opened.table.rows() if opened.reader.posting(row, 1).title)


def clean(table: Path, cores: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        return clean_table(table, Path(folder) / "out.csv", options=TableOptions(cores=cores)).rows


def audit(table: Path, cores: int) -> int:
    return audit_table(table, options=TableOptions(cores=cores)).rows


WORK = {"read": read, "clean": clean, "audit": audit}


def measured(what: str, table: Path, cores: int) -> tuple[int, float, float, float]:
    """Return rows, wall seconds, CPU seconds of all processes, and the MB of this one."""
    wall = time.perf_counter()
    rows = WORK[what](table, cores)
    wall = time.perf_counter() - wall
    own, others = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    cpu = sum(one.ru_utime + one.ru_stime for one in (own, others))
    return rows, wall, cpu, own.ru_maxrss / PER_MB


def show(table: Path, cores: int) -> None:
    print(f"{table.name}, {cores} core(s)")
    for what in WORK:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            rows, wall, cpu, memory = pool.submit(measured, what, table, cores).result()
        print(
            f"  {what:6}{rows:>9,} rows {rows / cpu:>9,.0f}/s of CPU {rows / wall:>9,.0f}/s"
            f" {memory:>7,.0f} MB",
            flush=True,
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("tables", nargs="*", type=Path, metavar="TABLE")
    options.add_argument("--rows", type=int, default=200_000)
    options.add_argument("--cores", type=int, default=2)
    asked = options.parse_args()
    for table in asked.tables:
        show(table, asked.cores)
    with tempfile.TemporaryDirectory() as folder:
        show(generate(Path(folder) / "generated.csv", asked.rows), asked.cores)


if __name__ == "__main__":
    main()
