"""Where work runs: on one core or on several, with the same results in the same order."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_all_start_methods, get_context
from typing import TypeVar

from pipeline.errors import PaybandError

Task = TypeVar("Task")
Result = TypeVar("Result")

FEW = 6
"""With fewer tasks than this the work is done before a second process has begun."""
AHEAD = 2
"""Tasks given out before their turn, for each core: more would only fill the memory."""


def all_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    work: Callable[[Task], Result], tasks: Iterable[Task], cores: int = 1
) -> Iterator[Result]:
    """Yield `work(task)` for each task, in the order of the tasks, on so many cores.

    Both ways of working give the same results; on several cores `work`, tasks and results must
    be picklable. An error of a task is raised in its turn. Raises PaybandError where a process
    died.
    """
    left = iter(tasks)
    first = list(islice(left, FEW)) if cores > 1 else []
    if len(first) < FEW:
        yield from map(work, chain(first, left))
        return
    try:
        with _pool(cores) as pool:
            yield from _spread(pool, work, chain(first, left), cores * AHEAD)
    except BrokenProcessPool:
        raise PaybandError(
            "a process of this command was ended from outside (out of memory?): "
            "nothing was written; try fewer cores"
        ) from None


def _spread(
    pool: ProcessPoolExecutor,
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    ahead: int,
) -> Iterator[Result]:
    waiting: deque[Future[Result]] = deque()
    for task in tasks:
        waiting.append(pool.submit(work, task))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


@contextmanager
def _pool(cores: int) -> Iterator[ProcessPoolExecutor]:
    """Yield processes that share no memory with this one: it may have threads, forks must not."""
    fresh = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    context = get_context(fresh)
    if fresh == "forkserver":
        context.set_forkserver_preload(["pipeline.clean.frame"])
    pool = ProcessPoolExecutor(cores, mp_context=context, initializer=_begin)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Leave Ctrl-C to the process that gave out the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
