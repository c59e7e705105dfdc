"""Find the duplicates of a whole table in little memory."""

from array import array
from collections.abc import Iterable, Sequence

import numpy as np

from models.same import SameJob
from pipeline.dedupe.clusters import Clusters
from pipeline.dedupe.compare import Known

Keyed = tuple[Known, Sequence[int]]
"""A posting and its blocking keys."""


def same_jobs(postings: Iterable[Keyed]) -> dict[str, SameJob]:
    """Return the postings that are duplicates of an earlier one, by posting_id.

    `postings` is iterated twice. The order does not matter.
    """
    return {found.posting_id: found for found in clusters_of(postings).found()}


def clusters_of(postings: Iterable[Keyed]) -> Clusters:
    """Return the jobs of those postings that share a key with another one.

    `postings` is iterated twice: first for the keys that several postings share, then for the
    postings with such keys. The others are not held in memory. The order does not matter.
    """
    shared = _shared(postings)
    kept = [
        (known, common)
        for known, keys in postings
        if (common := [key for key in keys if key in shared])
    ]
    clusters = Clusters()
    for known, keys in sorted(kept, key=lambda one: one[0].order):
        if known.print.posting_id not in clusters.known:
            clusters.put(known, keys)
    return clusters


def _shared(postings: Iterable[Keyed]) -> frozenset[int]:
    every = array("q")
    for _known, keys in postings:
        every.extend(keys)
    values, counts = np.unique(np.frombuffer(every, dtype=np.int64), return_counts=True)
    return frozenset(values[counts > 1].tolist())
