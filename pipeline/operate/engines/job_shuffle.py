"""Find the jobs of a table that stands in parts: keys are shuffled, then the linked postings.

1. Each part writes its keys, sorted. 2. For each range of keys one task reads that range of all
parts and finds which rows share a key: the bands of the sketches are among the keys. 3. The command
joins these links to components. 4. Each part writes its linked postings by share of components.
5. For each share one task finds the jobs, as one machine finds those of a whole table.
"""

import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate
from typing import Any, Protocol

import numpy as np

from models.own_pickle import OwnUnpickler
from models.same import SameJob
from pipeline.dedupe.batch import Keyed, same_jobs
from pipeline.dedupe.linked import (
    Numbers,
    Pairs,
    components,
    id_and_keys,
    key_bounds,
    keys_and_rows,
    links,
    shares,
)
from pipeline.operate.engines.part_folder import PartFolder

ROWS_A_RANGE = 50_000
"""Rows of the table for each range of keys: some 20 MB of keys."""
ROWS_A_SHARE = 5_000
"""Linked rows that one task compares, or a few more."""


class TaskMap(Protocol):
    """Does tasks anywhere; yields the results in the order of the arguments."""

    def __call__(
        self, function: Callable[..., Any], arguments: Iterable[tuple[Any, ...]]
    ) -> Iterator[Any]:
        """Yield `function(*each)` for each of `arguments`."""


@dataclass(frozen=True, slots=True)
class PartCounts:
    """The number of rows of each part."""

    counts: tuple[int, ...]

    @property
    def firsts(self) -> list[int]:
        """The number of rows before each part."""
        return [0, *accumulate(self.counts)][:-1]


def shuffled_jobs(tasks: TaskMap, folder: PartFolder, parts: PartCounts) -> dict[str, SameJob]:
    """Return the duplicates of an earlier posting, as `same_jobs` of all rows does."""
    rows, numbers = sum(parts.counts), range(len(parts.counts))
    if not rows:
        return {}
    for _ in tasks(write_keys, zip([folder] * len(numbers), numbers, parts.firsts, strict=True)):
        pass
    ranges = rows // ROWS_A_RANGE + 1
    found = list(tasks(linked_rows, ((folder, len(numbers), n, ranges) for n in range(ranges))))
    share = shares(components(rows, np.concatenate(found, axis=1)), ROWS_A_SHARE)
    ends = [(first, first + n) for first, n in zip(parts.firsts, parts.counts, strict=True)]
    for _ in tasks(write_linked, ((folder, n, share[slice(*ends[n])]) for n in numbers)):
        pass
    wanted = range(int(share.max(initial=-1)) + 1)
    jobs: dict[str, SameJob] = {}
    for some in tasks(jobs_of_share, ((folder, len(numbers), n) for n in wanted)):
        jobs.update(some)
    return jobs


def write_keys(folder: PartFolder, number: int, first: int) -> None:
    """Write the keys of a part, sorted, each with its row."""
    content = BytesIO()
    postings = map(id_and_keys, folder.read_part(number, 0))
    np.save(content, keys_and_rows(postings, first), allow_pickle=False)
    folder.write(folder.file(number, "keys"), content.getvalue())


def linked_rows(folder: PartFolder, parts: int, number: int, ranges: int) -> Pairs:
    """Return the links of rows that share a key in one of several ranges of keys."""
    begin, end = key_bounds(ranges)[number : number + 2]
    return links(np.concatenate([_range(folder, n, begin, end) for n in range(parts)], axis=1))


def _range(folder: PartFolder, part: int, begin: int, end: int) -> Pairs:
    pairs: Pairs = np.load(folder.file(part, "keys"), mmap_mode="r", allow_pickle=False)
    low = np.searchsorted(pairs[0], np.int64(begin))
    high = np.searchsorted(pairs[0], np.int64(end - 1), side="right")
    return np.array(pairs[:, low:high])


def write_linked(folder: PartFolder, number: int, share: Numbers) -> None:
    """Write the postings of a part that have links, by the share that compares them."""
    by_share: dict[int, list[Keyed]] = defaultdict(list)
    for own, keyed in zip(share.tolist(), folder.read_part(number, 0), strict=True):
        if own >= 0:
            by_share[own].append(keyed)
    blobs = {own: pickle.dumps(some, pickle.HIGHEST_PROTOCOL) for own, some in by_share.items()}
    index = dict(zip(blobs, accumulate(map(len, blobs.values()), initial=0), strict=False))
    places = {own: (index[own], len(blob)) for own, blob in blobs.items()}
    content = pickle.dumps(places, pickle.HIGHEST_PROTOCOL) + b"".join(blobs.values())
    folder.write(folder.file(number, "linked"), content)


def jobs_of_share(folder: PartFolder, parts: int, share: int) -> dict[str, SameJob]:
    """Return the duplicates among the postings of one share."""
    return same_jobs([keyed for part in range(parts) for keyed in _linked(folder, part, share)])


def _linked(folder: PartFolder, part: int, share: int) -> list[Keyed]:
    with folder.file(part, "linked").open("rb") as file:
        places = OwnUnpickler(file).load()
        if share not in places:
            return []
        offset, length = places[share]
        file.seek(offset, 1)
        found: list[Keyed] = OwnUnpickler(BytesIO(file.read(length))).load()
    return found
