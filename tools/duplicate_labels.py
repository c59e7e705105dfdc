"""Pairs of postings labelled as one job or two, and what the finder of duplicates says of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from models.raw import RawPosting
from pipeline.clean.engine import clean
from pipeline.dedupe.batch import Keyed, same_jobs
from pipeline.dedupe.blocking import keys_of
from pipeline.dedupe.compare import known
from pipeline.dedupe.fingerprint import fingerprint_of
from tools.label_files import FOLDER, rows

FILE = "duplicates.csv"
FIELDS = (
    "source", "board", "url", "title", "company", "location", "salary", "posted", "description",
)  # fmt: skip
COLUMNS = (
    "batch",
    "pair",
    "kind",
    "same",
    "alone",
    *(f"{f}_{side}" for side in "ab" for f in FIELDS),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two postings: how they were made, whether they are one job, and whether they are found to be.

    `strays` are the postings of the pair that were joined to one of another pair.
    """

    pair: str
    kind: str
    batch: str
    wanted: bool
    found: bool
    strays: int


@cache
def pairs(folder: Path = FOLDER) -> tuple[Pair, ...]:
    """Return the labelled pairs, looked for among all postings of the file at once.

    But those by themselves whose ads stand in other pairs (`alone`). Raises InputError, naming
    file and column, where a column is missing.
    """
    listed = rows(folder / "labels" / FILE, COLUMNS)
    groups = [[row] for row in listed if row["alone"]]
    firsts: dict[str, str] = {}
    for group in ([row for row in listed if not row["alone"]], *groups):
        found = same_jobs([one for row in group for one in _both(row)])
        firsts |= {name: one.duplicate_of for name, one in found.items()}
    return tuple(_pair(row, firsts) for row in listed)


def _pair(row: Mapping[str, str], firsts: Mapping[str, str]) -> Pair:
    ids = [_raw(row, side).posting_id for side in "ab"]
    jobs = [firsts.get(posting, posting) for posting in ids]
    strays = sum(job not in ids for job in jobs)
    same = jobs[0] == jobs[1]
    return Pair(row["pair"], row["kind"], row["batch"], row["same"] == "yes", same, strays)


def _both(row: Mapping[str, str]) -> Iterator[Keyed]:
    for side in "ab":
        raw = _raw(row, side)
        cleaned = clean(raw)
        print_ = fingerprint_of(raw, cleaned.posting, cleaned.texts.description)
        yield known(print_), keys_of(print_)


def _raw(row: Mapping[str, str], side: str) -> RawPosting:
    said: dict[str, Any] = {field: row[f"{field}_{side}"] for field in FIELDS}
    text = said.pop("description").replace("\n", "<br>\n")
    return RawPosting(source_key=f"{row['pair']}{side}", description_html=text, **said)
