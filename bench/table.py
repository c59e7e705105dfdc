"""Run the benches that have an aim and write their table: bench/README.md, and docs/scale.svg.

    python -m bench.table [--quick] [BENCH ...]

Each row of bench/figures.csv is a figure: what it is of, the limit or peer in the same run, the
aim, and why it is missed where it is. Each row of bench/commands.csv is a bench with its usual
arguments, and those of `--quick`, which shows in minutes that all benches run: its figures are of
small tables, and are printed, not written. With names only these benches run, and the other rows of
the table stay as they were.
"""

import argparse
import csv
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.figures import FILE, figures

HERE = Path(__file__).parent
TABLE = HERE / "README.md"
KEPT = HERE / "measured.csv"
HEAD = """# What Payband costs

`make bench` measures each row and writes this table: {where}. A ratio compares ours with its limit
or peer in the same run, so it says more than a rate: a rate is of this machine. Rates are of wall
time on a machine that does nothing else. How the cost grows stands in
[docs/scale.md](../docs/scale.md).

| work | limit or peer | ours | ratio | aim | command |
|---|---|---|---|---|---|
"""


def rows(name):
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def run(bench, words):
    """Run a bench; return its figures by name, and whether it ended well."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures"
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", f"bench.{bench}", *words],
            env={**os.environ, FILE: str(file)},
            check=False,
        )
        found = figures(file)
        print(f"== {bench}: {time.monotonic() - begun:.0f} s, {len(found)} figures", flush=True)
        return found, done.returncode


def line(row, command, measured):
    """Return the row of the table for one figure; `measured` is ours and the peer's, or None."""
    told = {"peer": row["peer"], "ours": "not measured", "ratio": "", "aim": aim(row)}
    if measured is not None:
        ours, peer = measured
        ratio = ours / peer if peer else None
        value = ours if row["of"] == "ours" else ratio
        told["ours"] = f"{figure_text(ours)} {row['unit']}"
        told["ratio"] = "" if ratio is None else f"{ratio:.2f}"
        if peer:
            told["peer"] = f"{row['peer']}: {figure_text(peer)}"
        if row["aim"] and not met(row, value):
            told["aim"] += f", **missed**: {row['why'] or 'not explained yet'}"
    cells = (row["work"], told["peer"], told["ours"], told["ratio"], told["aim"], f"`{command}`")
    return f"| {' | '.join(cells)} |\n"


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
    """Return the page; `measured` has ours and the peer's figure by name."""
    arguments = {one["bench"]: one["arguments"] for one in rows("commands.csv")}
    where = f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}"
    body = ""
    for row in rows("figures.csv"):
        bench = row["figure"].partition(".")[0]
        command = f"python -m bench.{bench} {arguments[bench]}".strip()
        body += line(row, command, measured.get(row["figure"]))
    return HEAD.format(where=where) + body


def kept():
    """Return the figures of earlier runs, by name."""
    if not KEPT.exists():
        return {}
    return {
        one["figure"]: (float(one["ours"]), float(one["peer"]) if one["peer"] else None)
        for one in rows(KEPT.name)
    }


def keep(measured):
    with KEPT.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("figure", "ours", "peer"))
        for name, (ours, peer) in sorted(measured.items()):
            out.writerow((name, f"{ours:.6g}", "" if peer is None else f"{peer:.6g}"))


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("benches", nargs="*", metavar="BENCH")
    options.add_argument("--quick", action="store_true", help="small sizes, and write nothing")
    options.add_argument("--written", action="store_true", help="measure nothing, write the table")
    asked = options.parse_args()
    wanted = {row["figure"] for row in rows("figures.csv")}
    measured, lacking = ({} if asked.quick else kept()), []
    for one in rows("commands.csv") if not asked.written else ():
        if asked.benches and one["bench"] not in asked.benches:
            continue
        words = one["quick"] if asked.quick else one["arguments"]
        found, _code = run(one["bench"], words.split())
        measured |= found
        own = {name for name in wanted if name.startswith(one["bench"] + ".")}
        lacking += sorted(own - found.keys())
    if asked.quick:
        print(table(measured))
    else:
        keep(measured)
        TABLE.write_text(table(measured), encoding="utf-8")
    if lacking:
        print("no figure of " + ", ".join(lacking))
    sys.exit(bool(lacking))


if __name__ == "__main__":
    main()
