"""The files of labels under tests/."""

import csv
from pathlib import Path

from pipeline.errors import InputError

FOLDER = Path("tests")


def rows(path: Path, needed: tuple[str, ...] = ()) -> list[dict[str, str]]:
    """Return the rows of a CSV of labels. Raises InputError if a needed column is missing."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        lacking = [name for name in needed if name not in (reader.fieldnames or ())]
        if lacking:
            raise InputError(f"{path}: the column {lacking[0]} is missing")
        return list(reader)
