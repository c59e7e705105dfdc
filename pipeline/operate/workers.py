"""Where work runs: on one core or on several, with the same results in the same order."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import connection, get_all_start_methods, get_context, parent_process
from operator import itemgetter
from threading import Thread
from typing import Generic, TypeVar
from zlib import crc32

from pipeline.errors import PaybandError
from pipeline.operate.crawls.parent_death import killed_by_kernel

Item = TypeVar("Item")
Result = TypeVar("Result")

FEW = 6
"""With fewer batches than this the work is done before a second process has begun."""
AHEAD = 2
"""Batches given out before their turn: more would only fill the memory."""


def all_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    work: Callable[[list[Item]], list[Result]],
    batches: Iterable[list[Item]],
    key: Callable[[Item], str],
    cores: int = 1,
) -> Iterator[list[Result]]:
    """Yield `work(batch)` for each batch, in their order, on so many cores.

    `work` returns a result for each item, in order, whatever items stand beside it. On several
    cores each batch is parted so that items of one key always go to the same process, which may
    remember what it made of them; items and results must be picklable. Any number of cores gives
    the same results, and the same error: the first in order. Raises PaybandError where a process
    died.
    """
    left = iter(batches)
    first = list(islice(left, FEW)) if cores > 1 else []
    if len(first) < FEW:
        yield from map(work, chain(first, left))
        return
    try:
        with _pools(cores) as pools:
            yield from _spread(pools, work, chain(first, left), key)
    except BrokenProcessPool:
        raise PaybandError(
            "a process of this command was ended from outside (out of memory?): "
            "nothing was written; try fewer cores"
        ) from None


def _spread(
    pools: list[ProcessPoolExecutor],
    work: Callable[[list[Item]], list[Result]],
    batches: Iterable[list[Item]],
    key: Callable[[Item], str],
) -> Iterator[list[Result]]:
    waiting: deque[tuple[list[Item], list[_Part[Result]]]] = deque()
    for batch in batches:
        shares: list[list[int]] = [[] for _ in pools]
        for at, item in enumerate(batch):
            shares[crc32(key(item).encode(errors="replace")) % len(pools)].append(at)
        parts = [
            _Part(share, pool.submit(work, [batch[at] for at in share]))
            for share, pool in zip(shares, pools, strict=True)
            if share
        ]
        waiting.append((batch, parts))
        if len(waiting) > AHEAD:
            yield _whole(work, *waiting.popleft())
    while waiting:
        yield _whole(work, *waiting.popleft())


@dataclass(frozen=True, slots=True)
class _Part(Generic[Result]):
    """The places of a batch that one process works on, and what it will return."""

    share: list[int]
    results: "Future[list[Result]]"


def _whole(
    work: Callable[[list[Item]], list[Result]], batch: list[Item], parts: list[_Part[Result]]
) -> list[Result]:
    """Return a batch's results in order; where a part failed, raise the batch's first error."""
    try:
        placed = [pair for p in parts for pair in zip(p.share, p.results.result(), strict=True)]
    except PaybandError:
        return work(batch)
    return [result for _, result in sorted(placed, key=itemgetter(0))]


@contextmanager
def _pools(cores: int) -> Iterator[list[ProcessPoolExecutor]]:
    """Yield processes that share no memory with this one: it may have threads, forks must not."""
    fresh = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    context = get_context(fresh)
    if fresh == "forkserver":
        context.set_forkserver_preload(["pipeline.tables.frame"])
    pools = [ProcessPoolExecutor(1, context, initializer=_begin) for _ in range(cores)]
    try:
        yield pools
    finally:
        for pool in pools:
            pool.shutdown(wait=False, cancel_futures=True)
        for pool in pools:
            pool.shutdown()


def _begin() -> None:
    """Leave Ctrl-C to the process that gave out the work, and end with it.

    A process that waits for work would not notice that nobody is left to give it any.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    killed_by_kernel()
    Thread(target=_end_with_parent, name="tied", daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        connection.wait([parent.sentinel])
        os._exit(1)
