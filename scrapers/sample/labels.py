"""Read the hand-made labels of the sample's postings."""

import csv
from pathlib import Path


def labels() -> list[dict[str, str]]:
    """Return the rows of expected.csv as labels by column; "" where a label is not given."""
    with Path(__file__).with_name("expected.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
