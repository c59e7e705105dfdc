"""Run the benches that have an aim and write their table: bench/README.md, and docs/scale.svg.

    python -m bench.table [--quick] [--only BENCH ...]

Each row of bench/figures.csv is a figure: what it is of, the limit or peer in the same run, the
aim, and why it is missed where it is. Each row of bench/commands.csv is a bench with its usual
arguments, the minutes that it may take, and the arguments of `--quick`, which shows in minutes that
all benches run: its figures are of small tables, and are printed, not written. With --only the
other rows of the table stay as they were. The table is written after each bench. A bench that
fails is a row that says so, and the next one runs.
"""

import argparse
import csv
import os
import platform
import signal
import sys
import time
from pathlib import Path

from bench.figures import Measured
from bench.run_bench import run_bench

HERE = Path(__file__).parent
TABLE = HERE / "README.md"
KEPT = HERE / "measured.csv"
HEAD = """# What Payband costs

`make bench` measures each row and writes this table: {where}. A ratio compares ours with its limit
or peer in the same run, so it says more than a rate: a rate is of this machine. Rates are of wall
time on a machine that does nothing else. `make bench BENCH="--only store"` measures one bench
again. How the cost grows stands in [docs/scale.md](../docs/scale.md).

| work | of | limit or peer | ours | ratio | aim | command |
|---|---|---|---|---|---|---|
"""


def rows(name):
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def line(row, command, measured):
    """Return the row of the table for one figure; `measured` is None where there is none yet."""
    told = {"peer": row["peer"], "ours": "not measured", "ratio": "", "aim": aim(row)}
    if measured is not None and measured.failed:
        told["ours"] = f"**failed**: {measured.failed.replace('|', '/')}"
    elif measured is not None:
        ours, peer = measured.ours, measured.peer
        ratio = ours / peer if peer else None
        value = ours if row["of"] == "ours" else ratio
        told["ours"] = f"{figure_text(ours)} {row['unit']}"
        told["ratio"] = "" if ratio is None else f"{ratio:.2f}"
        if peer:
            told["peer"] = f"{row['peer']}: {figure_text(peer)}"
        if row["aim"] and not met(row, value):
            told["aim"] += f", **missed**: {row['why'] or 'not explained yet'}"
    size = measured.size if measured else ""
    cells = (row["work"], size, told["peer"], told["ours"], told["ratio"], told["aim"])
    return f"| {' | '.join((*cells, f'`{command}`'))} |\n"


def aim(row):
    if not row["aim"]:
        return ""
    of = "ratio " if row["of"] == "ratio" else ""
    return f"{of}at {row['bound']} {figure_text(float(row['aim']))}"


def met(row, value):
    """Return whether a value is within its aim."""
    limit = float(row["aim"])
    return value >= limit if row["bound"] == "least" else value <= limit


def figure_text(value):
    """Return a figure with three digits that count."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def table(measured):
    """Return the page; `measured` has what was measured, by the name of the figure."""
    arguments = {one["bench"]: one["arguments"] for one in rows("commands.csv")}
    where = f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}"
    body = ""
    for row in rows("figures.csv"):
        bench = row["figure"].partition(".")[0]
        command = f"python -m bench.{bench} {arguments[bench]}".strip()
        body += line(row, command, measured.get(row["figure"]))
    return HEAD.format(where=where) + body


def kept():
    """Return what earlier runs measured, by the name of the figure."""
    found = rows(KEPT.name) if KEPT.exists() else []
    return {
        one["figure"]: Measured(
            *map(number, (one["ours"], one["peer"])), one["size"], one["failed"]
        )
        for one in found
    }


def number(text):
    return float(text) if text else None


def keep(measured):
    with KEPT.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("figure", *Measured._fields))
        for name, (*values, size, failed) in sorted(measured.items()):
            out.writerow((name, *("" if v is None else f"{v:.6g}" for v in values), size, failed))


def measure(one, words):
    """Run a bench; return what it measured of its own figures, by name, with those that failed."""
    found, why = run_bench(one["bench"], words, float(one["minutes"]))
    own = [row["figure"] for row in rows("figures.csv")]
    own = [name for name in own if name.startswith(f"{one['bench']}.")]
    failed = Measured(None, failed=why or "the bench ended without this figure")
    return {name: found.get(name, failed) for name in own}


def wanted(only):
    """Return the benches to run: all, or those named. Exits where a name is unknown."""
    benches = rows("commands.csv")
    if unknown := set(only) - {one["bench"] for one in benches}:
        sys.exit(f"no such bench: {', '.join(sorted(unknown))}")
    return [one for one in benches if not only or one["bench"] in only]


def write(measured):
    keep(measured)
    TABLE.write_text(table(measured), encoding="utf-8")


def run_all(benches, measured, *, quick):
    """Run benches one after the other; add what they measured, and write it unless `quick`."""
    begun = time.monotonic()
    for n, one in enumerate(benches, 1):
        words = one["quick"] if quick else one["arguments"]
        passed = f"{(time.monotonic() - begun) / 60:.0f} min so far"
        most = f"at most {one['minutes']} min"
        print(f"== {n}/{len(benches)} {one['bench']} {words}: {most}, {passed}", flush=True)
        measured |= measure(one, words.split())
        if not quick:
            write(measured)
    print(f"== all: {(time.monotonic() - begun) / 60:.0f} min", flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("--only", nargs="+", default=[], metavar="BENCH")
    options.add_argument("--quick", action="store_true", help="small sizes, and write nothing")
    options.add_argument("--written", action="store_true", help="measure nothing, write the table")
    asked = options.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))  # with its bench
    benches = [] if asked.written else wanted(asked.only)
    measured = {} if asked.quick else kept()
    run_all(benches, measured, quick=asked.quick)
    if asked.quick:
        print(table(measured))
    else:
        write(measured)
    ran = {one["bench"] for one in benches}
    if failed := [n for n, m in measured.items() if m.failed and n.partition(".")[0] in ran]:
        sys.exit("no figure of " + ", ".join(failed))


if __name__ == "__main__":
    main()
