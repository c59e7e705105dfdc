"""Find the jobs of many postings in little memory: a share of the linked postings at a time.

Which job a posting joins depends only on the postings it is linked to (`pipeline.dedupe.linked`).
The keys go to files by their range, so that a range is in memory at a time; then the postings go
to a file by the share that compares them.
"""

import pickle
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from io import BytesIO
from typing import BinaryIO

import numpy as np

from models.own_pickle import OwnUnpickler
from models.same import SameJob
from pipeline.batches import batches
from pipeline.dedupe.batch import Keyed, clusters_of, same_jobs
from pipeline.dedupe.clusters import Clusters
from pipeline.dedupe.linked import (
    IdAndKeys,
    Numbers,
    Pairs,
    components,
    id_and_keys,
    key_bounds,
    keys_and_rows,
    links,
    shares,
)

SHORT = 50_000
"""Postings that are compared at once, in some 100 MB."""
ROWS_A_RANGE = 50_000
"""Postings for each range of keys: some 20 MB of keys."""
ROWS_A_SHARE = 10_000
"""Linked postings that are compared together, or a few more."""
TOGETHER = 5_000
"""Postings that are written at once."""
Told = Callable[[int, int], None]
"""Takes how much is done, and out of how much."""


def jobs_in_shares(
    postings: Iterable[Keyed], count: int, told: Told | None = None
) -> dict[str, SameJob]:
    """Return the duplicates of an earlier posting among `count` postings, as `same_jobs` does.

    `postings` is iterated twice. `told` takes the shares that are done.
    """
    if count <= SHORT:
        return same_jobs(postings)
    share = share_of_each(map(id_and_keys, postings), count)
    rows = zip(share.tolist(), postings, strict=True)
    jobs: dict[str, SameJob] = {}
    for clusters in clusters_by_share(rows, told):
        jobs.update((found.posting_id, found) for found in clusters.found())
    return jobs


def share_of_each(postings: Iterable[IdAndKeys], count: int) -> Numbers:
    """Return for each posting the number of the share that compares it; -1 where it has no link.

    There are some `count` postings.
    """
    return shares(_components(postings, count // ROWS_A_RANGE + 1), ROWS_A_SHARE)


def clusters_by_share(
    rows: Iterable[tuple[int, Keyed]], told: Told | None = None
) -> Iterator[Clusters]:
    """Yield the jobs of each share; `rows` are postings, each with its share, or -1."""
    with tempfile.TemporaryFile() as file:
        linked = _Linked(file)
        for some in batches(rows, TOGETHER):
            linked.add(some)
        for done, share in enumerate(linked.shares, 1):
            yield clusters_of(linked.of(share))
            if told is not None:
                told(done, len(linked.shares))


def _components(postings: Iterable[IdAndKeys], ranges: int) -> Numbers:
    """Return for each posting the first one that it is linked to, through any others."""
    with ExitStack() as stack:
        files = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(ranges)]
        count = 0
        for some in batches(postings, TOGETHER):
            _write_keys(files, keys_and_rows(some, count))
            count += len(some)
        lowest, every = np.arange(count), np.arange(count)
        for file in files:
            rows = np.flatnonzero(lowest != every)
            known = np.array([lowest[rows], rows])
            lowest = components(count, np.concatenate([known, links(_read_keys(file))], axis=1))
    return lowest


def _write_keys(files: Sequence[BinaryIO], pairs: Pairs) -> None:
    """Write keys, which are sorted, and their rows to the file of each range."""
    bounds = key_bounds(len(files))[1:-1]
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

    @property
    def shares(self) -> list[int]:
        """The numbers of the shares, in their order."""
        return sorted(self._places)

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
