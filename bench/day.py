"""Say what a day of 2.9 million postings would take, from docs/scale.csv.

python -m bench.day [POSTINGS] [SHARE OF NEW ONES]
"""

import csv
import sys
from pathlib import Path

SCALE = Path(__file__).parent.parent / "docs/scale.csv"
EACH_NEW = ("store", "rerun")
"""Steps that a new posting takes; every open one is in the export and the report."""


def each(step):
    """Return the CPU seconds of one posting in a step, at the largest size measured."""
    with SCALE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["step"] == step]
    last = max(rows, key=lambda row: int(row["postings"]))
    return float(last["cpu_seconds"]) / int(last["postings"]), int(last["postings"])


def main(postings=2_900_000, new=0.1):
    for share, words in ((new, f"{new:.0%} of them new"), (1.0, "all of them new")):
        print(f"{postings:,} postings a day, {words}")
        whole = 0.0
        for step in EACH_NEW:
            seconds, size = each(step)
            hours = seconds * postings * share / 3600
            whole += hours
            print(
                f"  {step:8}{seconds * 1e6:>8,.0f} µs each (at {size:,}) {hours:>7.2f} core hours"
            )
        print(f"  together {whole:.2f} core hours, {whole / 24:.0%} of one core's day")


if __name__ == "__main__":
    main(*(kind(arg) for kind, arg in zip((int, float), sys.argv[1:], strict=False)))
