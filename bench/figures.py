"""What a bench measured, for the table of all benches (bench/table.py).

A bench prints for people. Where PAYBAND_FIGURES names a file, `figure` adds a line of JSON to it.
"""

import json
import os
from pathlib import Path
from typing import NamedTuple

FILE = "PAYBAND_FIGURES"


class Measured(NamedTuple):
    """A figure of ours and that of its limit or peer, in one unit, and of how much it is.

    `failed` says why there is no figure: the bench did not end well.
    """

    ours: float | None
    peer: float | None = None
    size: str = ""
    failed: str = ""


def figure(name, ours, peer=None, size=""):
    """Note a figure of ours and that of its limit or peer; `size` as in `20,000 postings`."""
    if file := os.environ.get(FILE):
        with Path(file).open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({"figure": name, "is": (ours, peer, size)}) + "\n")


def figures(file):
    """Return the figures of a file, by name."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return {one["figure"]: Measured(*one["is"]) for one in map(json.loads, lines)}
