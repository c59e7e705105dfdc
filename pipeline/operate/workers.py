"""Run work on one core or in several processes, with the same results in the same order."""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
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
"""Fewer batches than this are done before a second process has started."""
AHEAD = 2
"""Batches in work before their results are taken: more would only fill the memory."""


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
    """Yield `work(batch)` for each batch, in their order, on `cores` processes.

    `work` returns a result for each item, in order, independent of the other items. On several
    cores, each batch is split so that items of one key always go to the same process, which may
    cache their results. Items and results must be picklable. Any number of cores gives the same
    results, and the same error: the first in order. Raises PaybandError where a process died.
    """
    left = iter(batches)
    first = list(islice(left, FEW)) if cores > 1 else []
    work = partial(_frozen, work)
    try:
        if len(first) < FEW:
            yield from map(work, chain(first, left))
            return
        with _pools(cores) as pools:
            yield from _spread(pools, work, chain(first, left), key)
    except BrokenProcessPool:
        raise PaybandError(
            "a process of this command was killed from outside (out of memory?): "
            "nothing was written; try fewer cores"
        ) from None
    finally:
        gc.unfreeze()


def _frozen(work: Callable[[list[Item]], list[Result]], batch: list[Item]) -> list[Result]:
    """Return `work(batch)`; keep the rules and caches that it leaves out of garbage collection.

    To sweep them again and again takes a tenth of the time of cleaning.
    """
    results = work(batch)
    gc.freeze()
    return results


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
    """The items of a batch (by index) for one process, and its future results."""

    share: list[int]
    results: "Future[list[Result]]"


def _whole(
    work: Callable[[list[Item]], list[Result]], batch: list[Item], parts: list[_Part[Result]]
) -> list[Result]:
    """Return the results of a batch in order; where a part failed, raise the first error."""
    try:
        placed = [pair for p in parts for pair in zip(p.share, p.results.result(), strict=True)]
    except PaybandError:
        return work(batch)
    return [result for _, result in sorted(placed, key=itemgetter(0))]


@contextmanager
def _pools(cores: int) -> Iterator[list[ProcessPoolExecutor]]:
    """Yield processes that are not forked from this one, as this one may have threads."""
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
    """Ignore Ctrl-C, which the parent process handles, and end with the parent.

    A process that waits for work would not notice that its parent has ended.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    killed_by_kernel()
    Thread(target=_end_with_parent, name="tied", daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        connection.wait([parent.sentinel])
        os._exit(1)
