"""Run work on one core or in several processes, with the same results in the same order."""

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import forkserver, get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, Generic, TypeVar
from zlib import crc32

from pipeline.errors import PaybandError
from pipeline.operate.parallel.worker_process import WorkerProcess

Item = TypeVar("Item")
Result = TypeVar("Result")

FEW = 6
"""Fewer batches than this are done before a second process has started."""
ALONE = 3
"""Batches that this process does while the server of the others reads the rules."""
WARM = 1
"""Batches that this process does before it forks, so that the others begin with the rules read."""
AHEAD = 3
"""Batches in work before their results are taken: more would only fill the memory."""
SELDOM = 32
"""Batches after which what they left is frozen; it is after the 1st, 2nd, 4th and so on, too."""
HASHES = 1 << 16
MOVE = 0.01
"""How much the share of this process in the next batch may differ from that in the last."""
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
    *,
    may_fork: bool = False,
) -> Iterator[list[Result]]:
    """Yield `work(batch)` for each batch, in their order, on `cores` processes, this one of them.

    `work` returns a result for each item, in order, independent of the other items. On several
    cores, each batch is split so that items of one key go to the same process, which may cache
    their results; the first batches stay here. Items and results must be picklable. Any number of
    cores gives the same results, and the same error: the first in order. `may_fork` says that
    nothing is open that a copy of this process must not hold, such as a database. Raises
    PaybandError where a process died.
    """
    left = iter(batches)
    first = list(islice(left, FEW)) if cores > 1 else []
    work = _Freezing(work)
    try:
        if len(first) < FEW:
            yield from map(work, chain(first, left))
            return
        context = _context(may_fork=may_fork)
        alone = WARM if context.get_start_method() == "fork" else ALONE
        yield from map(work, first[:alone])
        with _started(context, cores - 1, work) as processes:
            yield from _spread(processes, work, chain(first[alone:], left), key)
    finally:
        gc.unfreeze()


class _Freezing(Generic[Item, Result]):
    """Does `work`, and keeps the rules and caches that it leaves out of garbage collection.

    To sweep them again and again takes a tenth of the time of cleaning. What is frozen is never
    swept, so circles of objects are freed before it (SQLAlchemy leaves 100 bytes a posting): after
    the first batches, and then seldom.
    """

    def __init__(self, work: Callable[[list[Item]], list[Result]]) -> None:
        self._work, self._batches = work, 0

    def __call__(self, batch: list[Item]) -> list[Result]:
        results = self._work(batch)
        self._batches += 1
        if self._batches % SELDOM == 0 or self._batches.bit_count() == 1:
            gc.collect()
            gc.freeze()
        return results


def _spread(
    processes: list[WorkerProcess],
    work: Callable[[list[Item]], list[Result]],
    batches: Iterable[list[Item]],
    key: Callable[[Item], str],
) -> Iterator[list[Result]]:
    waiting: deque[_Shared[Item, Result]] = deque()
    own = 1 / (len(processes) + 1)
    for batch in batches:
        shares = _shares(batch, key, len(processes), own)
        for process, share in zip(processes, shares[1:], strict=True):
            process.give([batch[at] for at in share])
        waiting.append(_Shared(batch, shares, _done(work, [batch[at] for at in shares[0]])))
        if len(waiting) > AHEAD:
            own = _next_share(own, processes)
            yield _whole(work, processes, waiting.popleft())
    while waiting:
        yield _whole(work, processes, waiting.popleft())


def _next_share(own: float, processes: list[WorkerProcess]) -> float:
    """Return the share of the next batch for this process, which also reads and writes.

    It gets less where the others have results ready that it has not taken, else more.
    """
    ready = all(process.has_results() for process in processes)
    most = 1 / (len(processes) + 1)
    return max(most / 2, own - MOVE) if ready else min(most, own + MOVE)


def _shares(
    batch: list[Item], key: Callable[[Item], str], others: int, own: float
) -> list[list[int]]:
    """Return the indexes of the items of each process, this one the first with the share `own`.

    An item of a key stays with its process while `own` is the same.
    """
    shares: list[list[int]] = [[] for _ in range(others + 1)]
    limit = int(own * HASHES)
    for at, item in enumerate(batch):
        number = crc32(key(item).encode(errors="replace"))
        shares[0 if number % HASHES < limit else 1 + number // HASHES % others].append(at)
    return shares


def _done(
    work: Callable[[list[Item]], list[Result]], items: list[Item]
) -> list[Result] | PaybandError:
    """Return the results, or the error, of items that this process does."""
    try:
        return work(items) if items else []
    except PaybandError as error:
        return error


@dataclass(frozen=True, slots=True)
class _Shared(Generic[Item, Result]):
    """A batch, the indexes of the items of each process, and what came of this process's items."""

    batch: list[Item]
    shares: list[list[int]]
    own: list[Result] | PaybandError


def _whole(
    work: Callable[[list[Item]], list[Result]],
    processes: list[WorkerProcess],
    shared: _Shared[Item, Result],
) -> list[Result]:
    """Return the results of a batch in order; where a part failed, raise the first error."""
    parts = [shared.own, *(process.take() for process in processes)]
    placed: list[Any] = [None] * len(shared.batch)
    for share, part in zip(shared.shares, parts, strict=True):
        if isinstance(part, PaybandError):
            return work(shared.batch)
        for at, result in zip(share, part, strict=True):
            placed[at] = result
    return placed


def _context(*, may_fork: bool) -> BaseContext:
    """Return how processes are made: forked from this one, or from a server without threads.

    A fork of this process has all rules and caches at once. It is safe where this is the only
    thread, and where the caller has nothing open that a copy must not hold (`may_fork`). The
    server begins to read the rules.
    """
    if may_fork and _is_one_thread():
        return get_context("fork")
    context = get_context("forkserver" if SERVED else "spawn")
    if SERVED:
        context.set_forkserver_preload(["pipeline.operate.tables.warm_rules"])
        forkserver.ensure_running()
    return context


def _is_one_thread() -> bool:
    """Return whether this process has no other thread, also none of a library; Linux tells."""
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir()) == 1
    except OSError:
        return False


@contextmanager
def _started(
    context: BaseContext, count: int, work: Callable[[list[Item]], list[Result]]
) -> Iterator[list[WorkerProcess]]:
    """Yield processes that do `work`; end them."""
    processes: list[WorkerProcess] = []
    try:
        for _ in range(count):
            processes.append(WorkerProcess(context, work))  # noqa: PERF401  # all are ended
        yield processes
    finally:
        for process in processes:
            process.end()
