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
from multiprocessing import (
    connection,
    forkserver,
    get_all_start_methods,
    get_context,
    parent_process,
)
from multiprocessing.context import BaseContext
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
ALONE = 3
"""Batches that this process does while the server of the others reads the rules."""
AHEAD = 3
"""Batches in work before their results are taken: more would only fill the memory."""
SERVED = "forkserver" in get_all_start_methods()
"""Whether processes come from a server that has read the rules, and begin in a few milliseconds."""


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
    """Yield `work(batch)` for each batch, in their order, on `cores` processes, this one of them.

    `work` returns a result for each item, in order, independent of the other items. On several
    cores, each batch is split so that items of one key go to the same process, which may cache
    their results; the first three batches stay here. Items and results must be picklable. Any
    number of cores gives the same results, and the same error: the first in order. Raises
    PaybandError where a process died.
    """
    left = iter(batches)
    first = list(islice(left, FEW)) if cores > 1 else []
    work = partial(_frozen, work)
    try:
        if len(first) < FEW:
            yield from map(work, chain(first, left))
            return
        context = _context()
        yield from map(work, first[:ALONE])
        with _pools(context, cores - 1) as pools:
            yield from _spread(pools, work, chain(first[ALONE:], left), key)
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
        own, *others = _shares(batch, key, len(pools) + 1)
        parts = [
            _Part(share, pool.submit(work, [batch[at] for at in share]))
            for share, pool in zip(others, pools, strict=True)
            if share
        ]
        waiting.append((batch, [*parts, _Part(own, _done(work, [batch[at] for at in own]))]))
        if len(waiting) > AHEAD:
            yield _whole(work, *waiting.popleft())
    while waiting:
        yield _whole(work, *waiting.popleft())


def _shares(batch: list[Item], key: Callable[[Item], str], count: int) -> list[list[int]]:
    """Return the indexes of the items of each process."""
    shares: list[list[int]] = [[] for _ in range(count)]
    for at, item in enumerate(batch):
        shares[crc32(key(item).encode(errors="replace")) % count].append(at)
    return shares


def _done(work: Callable[[list[Item]], list[Result]], items: list[Item]) -> "Future[list[Result]]":
    """Return the results, or the error, of items that this process does."""
    future: Future[list[Result]] = Future()
    try:
        future.set_result(work(items) if items else [])
    except PaybandError as error:
        future.set_exception(error)
    return future


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


def _context() -> BaseContext:
    """Return how processes are made: not forked from this one, as this one may have threads.

    The server that forks them begins to read the rules.
    """
    context = get_context("forkserver" if SERVED else "spawn")
    if SERVED:
        context.set_forkserver_preload(["pipeline.operate.tables.warm_rules"])
        forkserver.ensure_running()
    return context


@contextmanager
def _pools(context: BaseContext, count: int) -> Iterator[list[ProcessPoolExecutor]]:
    """Yield processes with the rules read, each with a queue of its own."""
    pools = [ProcessPoolExecutor(1, context, initializer=_begin) for _ in range(count)]
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
