"""A report of a million jobs: time, memory, and grouped percentiles beside DuckDB's.

    python -m bench.report [JOBS]

Makes a SQLite store of invented jobs (one in twenty a duplicate), then measures in processes of
their own: the whole report, page, CSV and JSON (goals: 60 s of CPU, 600 MB), and the quartiles of
each country, role and level, from the store to the figures (goal: 3 times what it takes to read
the same columns with sqlite3 and group them in DuckDB). Exits 1 where a goal is missed. It also
says whether the two give the same quartiles.
"""

import os
import resource
import sqlite3
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from bench.figures import figure
from models.tables import job_posting, posting_life, same_job
from pipeline.figures.inference.quantiles import quantiles_by_job
from pipeline.pay.reference.currency import countries
from pipeline.publish.export.rows import job_batches
from pipeline.publish.report.column_reader import read_frame
from pipeline.publish.report.job_columns import readers
from pipeline.publish.report.report import ReportFiles, report
from pipeline.store.db.database import open_store

JOBS, SEED, SLICE = 1_000_000, 7, 50_000
MOST_SECONDS, MOST_MB, MOST_RATIO = 60, 600, 3
PER_MB = 1024 if sys.platform != "darwin" else 1024 * 1024
LEVELS = ("entry", "mid", "senior", "lead", "manager", "director", "")
SKILLS = ("Python", "SQL", "Spark", "PyTorch", "Kubernetes", "AWS", "dbt", "LLM", "Java", "Go")
COLUMNS = ("country", "role", "level", "annual_min", "annual_max")
SHARES = (0.25, 0.5, 0.75)
GROUP = list(COLUMNS[:3])


def ranked(random, many, count, power=1.0):
    """Draw places below `many`, the n-th 1/n^power as often as the first."""
    weights = 1 / np.arange(1, many + 1) ** power
    return random.choice(many, size=count, p=weights / weights.sum())


def rows(first, count):
    """Return the rows of job_posting for the jobs from `first` on, as dicts of columns."""
    random = np.random.default_rng([SEED, first])
    codes = list(countries())
    country = ranked(random, min(30, len(codes)), count)
    employer, role = ranked(random, 20_000, count, 0.9), ranked(random, 40, count)
    level, title = random.integers(0, len(LEVELS), count), ranked(random, 5_000, count, 0.8)
    effects = np.random.default_rng(SEED).standard_normal(20_000)
    logs = 11.5 + 0.1 * level + 0.01 * role + 0.25 * effects[employer]
    middle = np.round(np.exp(logs + 0.2 * random.standard_normal(count)), -2)
    # the duplicates' first posting states its pay, so a posting's row is the job's
    stated, known = random.random(count) < 0.6, random.random((count, len(SKILLS))) < 0.3
    stated[0] = True
    for n in range(count):
        code = codes[country[n]]
        low, high = (float(middle[n] * 0.9), float(middle[n] * 1.1)) if stated[n] else (None, None)
        dollars = (low and low * 0.9, high and high * 0.9)
        yield {
            "posting_id": f"{(first + n) * 0x9E3779B97F4A7C15 % 2**64:016x}",
            "source": f"board{n % 7}", "source_key": str(first + n),
            "company": f"Firm {employer[n]}", "title_short": f"Title {title[n]}",
            "role": f"Role {role[n]}", "level": LEVELS[level[n]] or None, "country": code,
            "city": f"City {title[n] % 300}", "region": f"State {title[n] % 40}",
            "workplace": ("onsite", "hybrid", "remote")[n % 3], "ai_relevance": "core",
            "posted_on": f"2026-{n % 9 + 1:02}-{n % 28 + 1:02}",
            "salary_min": low, "salary_max": high, "annual_min": low, "annual_max": high,
            "annual_min_usd": dollars[0], "annual_max_usd": dollars[1],
            "salary_currency": countries()[code].currency if stated[n] else None,
            "salary_period": "year" if stated[n] else None,
            "salary_status": "ok" if stated[n] else "absent", "language": "en",
            "skills": "; ".join(s for s, has in zip(SKILLS, known[n], strict=True) if has),
            "rules_version": "1", "raw_hash": "0", "content_hash": "0",
            **({"annual_mid": low and float(middle[n])} if "annual_mid" in job_posting.c else {}),
        }  # fmt: skip


def filled(file, jobs):
    """Make a store of `jobs` jobs, by the driver alone."""
    engine = open_store(f"sqlite:///{file}")
    required = {c.name: "" for c in job_posting.c if not c.nullable}
    engine.dispose()
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA synchronous=OFF")
    for first in range(0, jobs, SLICE):
        made = [required | row for row in rows(first, min(SLICE, jobs - first))]
        ids = [row["posting_id"] for row in made]
        insert(connection, job_posting, made)
        seen = {"first_seen": "2026-01-10T06:00:00Z", "last_seen": "2026-10-01T06:00:00Z"}
        life = {"status": "open", "status_at": seen["first_seen"], "status_changes": 1}
        lives = [{"posting_id": i, "content_hash": "0", **seen, **life} for i in ids]
        insert(connection, posting_life, lives)
        same = [
            {"posting_id": i, "duplicate_of": ids[0], "matched": ids[0], "rule": "r"}
            for i in ids[1::20]
        ]
        insert(connection, same_job, same)
        connection.commit()
    connection.close()


def insert(connection, table, made):
    names = list(made[0])
    marks = ", ".join(f":{name}" for name in names)
    connection.executemany(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})", made)


def whole(file, folder):
    begun = time.process_time()
    made = ReportFiles(Path(folder) / "salaries.html")
    report(open_store(f"sqlite:///{file}"), made.html)
    return time.process_time() - begun, peak(), [each.stat().st_size for each in made.all]


def ours(file):
    begun = time.process_time()
    engine = open_store(f"sqlite:///{file}")
    frame = read_frame(job_batches(engine, COLUMNS), readers(COLUMNS))
    paid = frame.assign(middle=(frame["annual_min"] + frame["annual_max"]) / 2).dropna()
    grouped = paid.groupby(GROUP, observed=True)["middle"]
    found = {names: quantiles_by_job(mine.to_numpy(), SHARES) for names, mine in grouped}
    return time.process_time() - begun, peak(), found


def theirs(file):
    begun = time.process_time()
    query = f"SELECT {', '.join(COLUMNS)} FROM job_posting"
    frame = pd.DataFrame(sqlite3.connect(file).execute(query).fetchall(), columns=list(COLUMNS))
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    connection.register("jobs", frame)
    told = connection.execute(
        "SELECT country, role, level, quantile_cont((annual_min + annual_max) / 2, [.25, .5, .75])"
        " FROM jobs WHERE annual_min IS NOT NULL AND level IS NOT NULL GROUP BY ALL"
    ).fetchall()
    return time.process_time() - begun, peak(), {row[:3]: tuple(row[3]) for row in told}


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / PER_MB


def alone(work, *given):
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *given).result()


def main(jobs=JOBS):
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "store.db"
        filled(file, jobs)
        seconds, megabytes, sizes = alone(whole, file, folder)
        mine, mine_mb, quartiles = alone(ours, file)
        direct, direct_mb, known = alone(theirs, file)
    same = quartiles.keys() == known.keys() and all(
        np.allclose(quartiles[key], known[key], rtol=1e-9) for key in known
    )
    print(f"{jobs:,} jobs; page, CSV and JSON of {', '.join(f'{s / 1e6:.1f}' for s in sizes)} MB")
    print(f"report: {seconds:.0f} s of CPU, peak {megabytes:.0f} MB")
    size = f"{jobs:,} jobs"
    figure("report.whole", seconds, size=size)
    figure("report.memory", megabytes, size=size)
    figure("report.quartiles", mine, direct, size)
    print(
        f"quartiles of {len(known):,} cells: {mine:.1f} s and {mine_mb:.0f} MB; sqlite3 and "
        f"DuckDB {direct:.1f} s and {direct_mb:.0f} MB; ratio {mine / direct:.1f}; "
        f"{'the same' if same else 'NOT the same'} figures"
    )
    within = seconds <= MOST_SECONDS and megabytes <= MOST_MB and mine <= MOST_RATIO * direct
    return 0 if same and within else 1


if __name__ == "__main__":
    sys.exit(main(*(int(arg) for arg in sys.argv[1:])))
