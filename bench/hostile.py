"""Measure the cost of hostile input: each case of `bench/hostile_cases.py` in its own process.

    python -m bench.hostile [--all | NAME ...]

The parent makes the input and a child reads it once. The bench prints the CPU seconds and the
memory that the child needed for it. The limits are 2 s and 300 MB. The exit code is 1 if a case is
above a limit. Most of the time goes into making the inputs and starting the children: all cases
take about five CPU minutes. By default one case in six of each reader runs, which takes one.
Which case runs goes to standard error, so that a pipe does not hide it.
"""

import argparse
import gc
import json
import logging
import os
import pickle
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench.hostile_cases import CASES, Case
from bench.hostile_readers import READERS

SECONDS, MEGABYTES = 2.0, 300.0
PATIENCE = 60  # CPU seconds until a child is stopped
SAMPLED = 6


def measured(case: Case, folder: Path) -> dict[str, float] | None:
    """Return the cost of a child; None if it did not end in time."""
    file = folder / "input"
    file.write_bytes(pickle.dumps(case.build()))
    words = [sys.executable, "-m", "bench.hostile", "--child", case.reader, str(file)]
    try:
        done = subprocess.run(words, capture_output=True, check=True, text=True)
    except subprocess.CalledProcessError as error:
        if error.returncode == -signal.SIGXCPU:
            return None
        sys.exit(f"{case.name}: {error.stderr}")
    finally:
        file.unlink()
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def sampled(cases: Sequence[Case]) -> list[Case]:
    """Return one case in six of each reader, its first one included."""
    counts = Counter[str]()
    taken = list[Case]()
    for case in cases:
        if counts[case.reader] % SAMPLED == 0:
            taken.append(case)
        counts[case.reader] += 1
    return taken


def child(reader: str, file: str) -> None:
    """Read a harmless input, which loads the reader, then the hostile one; print the cost."""
    logging.basicConfig(filename=os.devnull, level=logging.INFO)
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE + 5))
    make_ready, read = READERS[reader]
    read(make_ready())
    data = pickle.loads(Path(file).read_bytes())
    gc.collect()
    base = forget_peak()
    began = time.process_time()
    told = read(data)
    seconds = time.process_time() - began
    print(json.dumps({"s": seconds, "mb": peak() - base, "told": told}))


def forget_peak() -> float:
    """Reset the kernel's peak of memory (proc(5), clear_refs); return the MB held now."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _status("VmRSS")


def peak() -> float:
    return _status("VmHWM")


def _status(name: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024


def main() -> int:
    """Measure the cases; return 1 if one is above a limit."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--all", action="store_true", help="run every case")
    parser.add_argument("--child", nargs=2, metavar=("READER", "FILE"))
    said = parser.parse_args()
    if said.child:
        child(*said.child)
        return 0
    wanted = CASES if said.all else sampled(CASES)
    if said.names:
        wanted = [case for case in CASES if case.name in said.names]
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        for at, case in enumerate(wanted, 1):
            print(f"{at} of {len(wanted)}: {case.name}", file=sys.stderr, flush=True)
            found = measured(case, Path(folder))
            good = found is not None and found["s"] <= SECONDS and found["mb"] <= MEGABYTES
            broken += not good
            cost = f"{found['s']:6.2f} s {found['mb']:6.0f} MB" if found else f"> {PATIENCE} s"
            told = found["told"] if found else ""
            print(f"{case.name:42}{cost:>18}  {'' if good else 'BROKEN'}  {told}", flush=True)
    print(f"{len(wanted) - broken} of {len(wanted)} within {SECONDS} s and {MEGABYTES:.0f} MB")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
