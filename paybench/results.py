"""The measured shares, kept in results.csv: the README's table is made of them."""

import csv
import io
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from paybench.measures import MEASURES, Share, read_all, share
from paybench.reader import Reader
from paybench.rows import Row
from pipeline.atomic import replacing
from tools.label_files import rows

FILE = Path(__file__).parent / "results.csv"
SPLIT = "test"
FIRST_PASS = "first pass"  # noqa: S105  # no password
COLUMNS = ("batch", "reader", "version", "measure", "part", "whole")


class Result(NamedTuple):
    """One share of a reader, or of its first pass, over a batch's rows of the split `test`."""

    batch: str
    reader: str
    version: str
    measure: str
    share: Share


def measure(reader: Reader, version: str, given: Iterable[Row]) -> list[Result]:
    """Return a reader's shares over the test rows of each batch, of the measures that suit it."""
    reads = read_all(reader, (row for row in given if row.split == SPLIT))
    batches = dict.fromkeys(row.batch for row, _ in reads)
    return [
        Result(batch, reader.name, version, one.name, share(one, own, reader.tells))
        for batch in batches
        for own in [[(row, pay) for row, pay in reads if row.batch == batch]]
        for one in MEASURES
        if one.needs <= reader.tells
    ]


def still_valid(result: Result, wholes: Collection[tuple[str, str, int]]) -> bool:
    """Say whether a stored result is of as many rows as there are now."""
    return (result.batch, result.measure, result.share.whole) in wholes


def load(path: Path = FILE) -> list[Result]:
    """Return the stored results; none where there is no file."""
    if not path.exists():
        return []
    return [
        Result(
            r["batch"],
            r["reader"],
            r["version"],
            r["measure"],
            Share(int(r["part"]), int(r["whole"])),
        )
        for r in rows(path, COLUMNS)
    ]


def save(results: Iterable[Result], path: Path = FILE) -> None:
    """Write the results, each share as its part and whole."""
    told = io.StringIO()
    writer = csv.writer(told, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((*r[:4], r.share.part, r.share.whole) for r in results)
    with replacing(path) as file:
        file.write(told.getvalue().encode())
