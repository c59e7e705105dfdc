"""Measure a Dask cluster of two workers beside two local processes: rows a second, start aside.

    python -m bench.engine [--rows 100000]

Scheduler and workers are processes of this machine. The rows are those of bench/postings.py
without descriptions. The start is what a table of ten rows takes, and is left out of both. Each is
measured once in turns, three times; the figures are medians.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.figures import figure
from bench.processes import write_table
from tests.support.dask_cluster import dask_cluster

AGAIN = 3


def seconds(table, out, words):
    begun = time.perf_counter()
    command = [sys.executable, "-m", "payband", "clean", str(table), "-o", str(out), *words]
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begun


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("--rows", type=int, default=100_000)
    count = options.parse_args().rows
    with tempfile.TemporaryDirectory() as name, dask_cluster(Path(name)) as cluster:
        folder = Path(name)
        few = write_table(folder / "few.csv", 10, described=False)
        many = write_table(folder / "many.csv", count, described=False)
        took = {}
        for engine, words in (("local", ("--cores", "2")), ("dask", ("--engine", cluster.engine))):
            seconds(few, folder / "warm.csv", words)
            starts, wholes = zip(
                *(
                    [seconds(each, folder / f"{engine}.csv", words) for each in (few, many)]
                    for _ in range(AGAIN)
                ),
                strict=True,
            )
            took[engine] = statistics.median(wholes) - statistics.median(starts)
            print(f"{engine:6}{count / took[engine]:>9,.0f} rows/s", flush=True)
        assert (folder / "local.csv").read_bytes() == (folder / "dask.csv").read_bytes()
    print(f"dask does {took['local'] / took['dask']:.2f} of the local rate, and the same bytes")
    figure("engine.rows", count / took["dask"], count / took["local"], f"{count:,} rows")


if __name__ == "__main__":
    main()
