"""Add a batch of labelled rows."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from paybench.rows import DATA, Row, identity, read_rows, row_of, split_of, write_rows
from pipeline.atomic import replacing
from pipeline.errors import InputError, UsageError
from tools.label_files import rows

GIVEN = ("text", "country", "place", "form", "min", "max", "currency", "period", "bogus")
ABOUT = "batches.csv"
ABOUT_COLUMNS = ("batch", "chosen", "rules")


def batch_rows(path: Path, batch: str, split: str) -> list[Row]:
    """Return the rows of a CSV with the columns GIVEN as rows of a batch.

    `split` is `dev`, `test`, or `hash`, which halves them by a hash of their text. A text that
    stands twice in the file counts once. Raises InputError, naming the row, for a bad label.
    """
    made: dict[str, Row] = {}
    for at, entry in enumerate(rows(path, GIVEN), 1):
        place, country, text = entry["place"], entry["country"], entry["text"]
        own = {"id": identity(batch, place, country, text), "batch": batch}
        own["split"] = split_of(text) if split == "hash" else split
        row = row_of({**entry, **own}, f"{path.name}, row {at}")
        made.setdefault(row.id, row)
    return list(made.values())


def add_batch(
    path: Path, batch: str, chosen: str, split: str, folder: Path = DATA
) -> tuple[list[Row], list[Row]]:
    """Add the rows of a CSV as a new batch; return the new ones, and those left out as known.

    `chosen` says in words how they were chosen. Raises UsageError where there is such a batch.
    """
    before, about = read_rows(folder), about_batches(folder)
    if batch in {line["batch"] for line in about} or not batch.isidentifier():
        raise UsageError(f"{batch}: a batch needs a new name of letters, digits and underscores")
    known = {(row.place, row.country, row.text) for row in before}
    made = batch_rows(path, batch, split)
    new = [row for row in made if (row.place, row.country, row.text) not in known]
    if not new:
        raise InputError(f"{path.name}: it has no row that is new")
    write_rows([*before, *new], folder)
    line = {"batch": batch, "chosen": chosen, "rules": "had not seen it at its first pass"}
    _write_about([*about, line], folder / ABOUT)
    return new, [row for row in made if row not in new]


def about_batches(folder: Path = DATA) -> list[dict[str, str]]:
    """Return what is known of each batch: how it was chosen, and what Payband's rules saw of it."""
    return rows(folder / ABOUT, ABOUT_COLUMNS)


def _write_about(lines: Iterable[dict[str, str]], path: Path) -> None:
    told = io.StringIO()
    writer = csv.DictWriter(told, ABOUT_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    with replacing(path) as file:
        file.write(told.getvalue().encode())
