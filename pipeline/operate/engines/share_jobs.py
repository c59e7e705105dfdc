"""Find the jobs of a long table in little memory: a share of the linked postings at a time.

Which job a posting joins depends only on the postings it is linked to (`pipeline.dedupe.linked`).
The keys go to files by their range, so that a range is in memory at a time; then the postings go
to a file by the share that compares them.
"""

import pickle
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from io import BytesIO
from typing import BinaryIO

import numpy as np

from models.same import SameJob
from pipeline.batches import batches
from pipeline.dedupe.batch import Keyed, same_jobs
from pipeline.dedupe.linked import Numbers, Pairs, components, keys_and_rows, links, shares
from pipeline.operate.progress import Progress, silent
from pipeline.operate.tables.own_pickle import OwnUnpickler

SHORT = 50_000
"""Postings that are compared at once, in some 100 MB."""
ROWS_A_RANGE = 50_000
"""Rows of the table for each range of keys: some 20 MB of keys."""
ROWS_A_SHARE = 10_000
"""Linked postings that are compared together, or a few more."""
TOGETHER = 5_000
"""Postings that are written at once."""
LOWEST, VALUES = -(1 << 63), 1 << 64
"""The lowest key, and how many there can be."""


def jobs_in_shares(
    postings: Iterable[Keyed], count: int, progress: Progress = silent
) -> dict[str, SameJob]:
    """Return the duplicates of an earlier posting among `count` postings, as `same_jobs` does.

    `postings` is iterated twice.
    """
    if count <= SHORT:
        return same_jobs(postings)
    share = shares(_components(postings, count), ROWS_A_SHARE)
    jobs: dict[str, SameJob] = {}
    with tempfile.TemporaryFile() as file:
        linked = _Linked(file)
        for some in batches(zip(share.tolist(), postings, strict=True), TOGETHER):
            linked.add(some)
        number_of = int(share.max(initial=-1)) + 1
        for number in range(number_of):
            progress("finding duplicates: shares", number, number_of)
            jobs.update(same_jobs(linked.of(number)))
    return jobs


def _components(postings: Iterable[Keyed], count: int) -> Numbers:
    """Return for each posting the first one that it is linked to, through any others."""
    ranges = count // ROWS_A_RANGE + 1
    lowest, every = np.arange(count), np.arange(count)
    with ExitStack() as stack:
        files = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(ranges)]
        first = 0
        for some in batches(postings, TOGETHER):
            _write_keys(files, keys_and_rows(some, first))
            first += len(some)
        for file in files:
            rows = np.flatnonzero(lowest != every)
            known = np.array([lowest[rows], rows])
            lowest = components(count, np.concatenate([known, links(_read_keys(file))], axis=1))
    return lowest


def _write_keys(files: Sequence[BinaryIO], pairs: Pairs) -> None:
    """Write keys, which are sorted, and their rows to the file of each range."""
    bounds = [LOWEST + VALUES * n // len(files) for n in range(1, len(files))]
    cuts = np.searchsorted(pairs[0], np.array(bounds, dtype=np.int64))
    for file, part in zip(files, np.split(pairs, cuts, axis=1), strict=True):
        file.write(part.T.tobytes())


def _read_keys(file: BinaryIO) -> Pairs:
    file.seek(0)
    return np.frombuffer(file.read(), dtype=np.int64).reshape(-1, 2).T


class _Linked:
    """Postings in a file, by the share that compares them; -1 is none."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._end = file, 0
        self._places: dict[int, list[tuple[int, int]]] = defaultdict(list)

    def add(self, some: list[tuple[int, Keyed]]) -> None:
        """Add postings with their shares."""
        by_share: dict[int, list[Keyed]] = defaultdict(list)
        for share, keyed in some:
            by_share[share].append(keyed)
        by_share.pop(-1, None)
        for share, mine in by_share.items():
            length = self._file.write(pickle.dumps(mine, pickle.HIGHEST_PROTOCOL))
            self._places[share].append((self._end, length))
            self._end += length

    def of(self, share: int) -> list[Keyed]:
        """Return the postings of a share, in their order."""
        return [keyed for place in self._places[share] for keyed in self._read(*place)]

    def _read(self, begin: int, length: int) -> list[Keyed]:
        self._file.seek(begin)
        found: list[Keyed] = OwnUnpickler(BytesIO(self._file.read(length))).load()
        return found
