"""Rows that cannot fire on an example of their own, each with the reason."""

import csv
from importlib.resources import files

from pipeline.caches import cached_file
from pipeline.rules.row import Row

FILE = files(__name__.rpartition(".")[0]).joinpath("exempt.csv")
Key = tuple[str, str, str]


def key(row: Row) -> Key:
    """Return by what a row is listed: its file, its phrase and its use."""
    return row.file, str(getattr(row, "phrase", "")), str(getattr(row, "use", "") or "")


@cached_file
def exempt() -> dict[Key, str]:
    """Return why each listed row need not fire on its example."""
    rows = csv.DictReader(FILE.read_text(encoding="utf-8").splitlines())
    return {(row["file"], row["phrase"], row["use"]): row["why"] for row in rows}
