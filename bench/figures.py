"""What a bench measured, for the table of all benches (bench/table.py).

A bench prints for people. Where PAYBAND_FIGURES names a file, `figure` adds a line of JSON to it.
"""

import json
import os
from pathlib import Path

FILE = "PAYBAND_FIGURES"


def figure(name, ours, peer=None):
    """Note a figure of ours and that of its limit or peer, in the same unit."""
    if file := os.environ.get(FILE):
        with Path(file).open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({"figure": name, "ours": ours, "peer": peer}) + "\n")


def figures(file):
    """Return the figures of a file, by name."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    found = map(json.loads, lines)
    return {one["figure"]: (one["ours"], one["peer"]) for one in found}
