"""Measure cleaning: postings a second on one core and on several, and the memory.

    python -m bench.clean [--postings 100000] [--described 20000] [--cores 2] [--table FILE]

The postings are those of bench/postings.py: first without descriptions, then with 3 KB each.
`--table` names a table of real postings. It has the columns that `payband clean` reads, or those
of COLUMNS, and may be gzipped. The bench cleans each row once, so no cache has seen it before.
`bare steps` adds up the time of each stage alone, once for each distinct value that the stage
reads. The ratio compares the CPU time of cleaning on one core with this sum. Each measurement runs
in its own process, so none uses the caches of another. Rates are of wall time: other work on the
machine lowers them, but not the ratio.
"""

import argparse
import csv
import gc
import gzip
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench.figures import figure
from bench.postings import START, postings
from models.posting import JobPosting
from models.raw import RawPosting
from pipeline.clean.engine import clean_all
from pipeline.clean.posting_text import description_text, repair_line, texts
from pipeline.clean.stage import Job
from pipeline.clean.stages import STAGES
from pipeline.few_sweeps import few_sweeps
from pipeline.operate.parallel.workers import in_order
from pipeline.tables.frame import clean_rows

BATCH = 2_000
WARM = 50  # rows that are cleaned before the time is taken
LINES = ("title", "company", "location", "salary")
PER_MB = 1024 if sys.platform != "darwin" else 1024 * 1024

# What a stage reads; a stage that is not here reads a posting's description, too.
READS: dict[str, Callable[[Job], Any]] = {
    "title": lambda job: job.texts.title,
    "company": lambda job: (job.texts.company, job.texts.location),
    "role": lambda job: job.texts.title,
    "level": lambda job: (job.texts.title, job.raw.level),
    "relevance": lambda job: job.texts.title,
    "employment": lambda job: (job.texts.title, job.raw.employment),
    "workplace": lambda job: (job.raw.workplace, job.texts.location, job.texts.title),
    "remote_from": lambda job: (job.texts.location, job.texts.title, job.values.get("workplace")),
    "place": lambda job: (job.texts.location, job.raw.country),
    "dates": lambda job: (job.raw.posted, job.raw.closes),
    "pay": lambda job: (job.texts.salary, job.texts.description, job.values.get("country")),
}


# What a table of somebody else calls the fields of a raw posting.
COLUMNS = {
    "title": ("title", "job_title", "position"),
    "company": ("company", "company_name"),
    "location": ("location", "location_raw"),
    "employment": ("employment", "employment_type"),
    "level": ("level", "seniority"),
    "posted": ("posted", "published_at"),
    "description_html": ("description_html", "description"),
    "salary": ("salary", "salary_text"),
}


def table_postings(path: Path) -> list[RawPosting]:
    """Return the rows of a CSV, also a gzipped one, as raw postings."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        return [table_posting(row, n) for n, row in enumerate(csv.DictReader(file))]


def table_posting(row: dict[str, str], n: int) -> RawPosting:
    """Return a row as a raw posting."""
    fields = {
        field: next((row[name] for name in names if row.get(name)), "")
        for field, names in COLUMNS.items()
    }
    return RawPosting(source="table", source_key=str(n), url="", fetched_at=START, **fields)


def table_seconds(path: Path) -> tuple[int, float]:
    """Return the number of rows of a table, and the CPU seconds of cleaning them on one core."""
    raws = table_postings(path)
    list(clean_all(raws[:WARM]))  # the rules are read
    gc.freeze()  # as `payband clean` does
    began = time.process_time()
    with few_sweeps():
        done = sum(1 for _ in clean_all(raws[WARM:]))
    return done, time.process_time() - began


def show_table(path: Path) -> None:
    """Measure and print a table of real postings: the median of five processes."""
    measured = [alone(table_seconds, path) for _ in range(5)]
    count, seconds = measured[0][0], statistics.median(seconds for _, seconds in measured)
    print(f"{count:,} rows of {path.name}")
    print(f"  one core   {seconds / count * 1000:.2f} ms of CPU a row, {count / seconds:,.0f}/s")


def bare_steps(count: int, described: bool) -> tuple[float, dict[str, int]]:
    """Return the CPU seconds of each step alone, and how many distinct values it read."""
    raws = postings(count, described=described)
    lines = {getattr(raw, name) for raw in raws for name in LINES}
    took = timed(repair_line, lines) + timed(description_text, {r.description_html for r in raws})
    jobs = [Job(raw, texts(raw)[0]) for raw in raws]
    sizes = {"text": len(lines)}
    for stage in STAGES:
        key = READS.get(stage.__name__, lambda job: job.texts)
        distinct = {key(job): job for job in jobs}
        sizes[stage.__name__] = len(distinct)
        took += timed(stage, distinct.values())
        for job in jobs:
            job.values.update(stage(job).values)
    return took, sizes


def timed(step: Callable[[Any], Any], values: Iterable[Any]) -> float:
    """Return the CPU seconds of a step for all values."""
    began = time.process_time()
    for value in values:
        step(value)
    return time.process_time() - began


def all_stages(count: int, described: bool, cores: int) -> tuple[float, float, float]:
    """Return the seconds of cleaning on `cores` cores (wall; CPU of all) and the MB it adds."""
    raws = postings(count, described=described)
    tasks = (raws[at : at + BATCH] for at in range(0, count, BATCH))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    wall, cpu = time.perf_counter(), time.process_time()
    done, used = 0, {}
    with few_sweeps():  # as `payband clean` does
        for batch in in_order(cleaned, tasks, lambda raw: raw.title, cores):
            done += len(batch)
            used |= {process: seconds for _, process, seconds in batch}
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    assert done == count
    used.pop(os.getpid(), None)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return wall, cpu + sum(used.values()), (after - before) / PER_MB


def cleaned(batch: list[RawPosting]) -> list[tuple[JobPosting, int, float]]:
    """Return a cleaned batch, the id of its process, and the CPU seconds of that process so far."""
    done = list(clean_rows(batch))
    return [(posting, os.getpid(), time.process_time()) for posting in done]


def alone(work: Callable[..., Any], *given: Any) -> Any:
    """Return what `work` returns in a new process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *given).result()


def show(count: int, cores: int, *, described: bool) -> None:
    """Measure and print one kind of posting."""
    bare, sizes = alone(bare_steps, count, described)
    wall, cpu, memory = alone(all_stages, count, described, 1)
    many, all_cpu, _ = alone(all_stages, count, described, cores)
    print(
        f"{count:,} postings {'with 3 KB of description' if described else 'without description'}"
    )
    print("  distinct:", ", ".join(f"{name} {size:,}" for name, size in sizes.items()))
    print(f"  one core   {cpu / count * 1000:.2f} ms of CPU a posting")
    print(f"  bare steps {count / bare:>9,.0f}/s of CPU")
    print(f"  one core   {count / wall:>9,.0f}/s   {count / cpu:,.0f}/s of CPU   +{memory:,.0f} MB")
    print(f"  {cores} cores    {count / many:>9,.0f}/s   {cores * count / all_cpu:,.0f}/s of CPU")
    print(f"  one core takes {cpu / bare:.2f} times the sum of the bare steps")
    name = "described" if described else "plain"
    figure(f"clean.{name}", cpu, bare, f"{count:,} postings")


def main() -> None:
    """Read the options and measure both kinds."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("--postings", type=int, default=100_000)
    options.add_argument("--described", type=int, default=20_000)
    options.add_argument("--cores", type=int, default=2)
    options.add_argument("--table", type=Path, help="a table of real postings")
    asked = options.parse_args()
    if asked.table:
        show_table(asked.table)
    if asked.postings:
        show(asked.postings, asked.cores, described=False)
    if asked.described:
        show(asked.described, asked.cores, described=True)


if __name__ == "__main__":
    main()
