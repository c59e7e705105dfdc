"""Tasks on the workers of a Dask scheduler, with plain errors."""

import importlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import Any, Self

from pipeline.clean.engine import code_version
from pipeline.errors import PaybandError, UsageError
from pipeline.operate.engines.worker_task import run_task

SECONDS = 15
"""How long the scheduler may take to answer, and how long there may be no worker."""
AHEAD = 4
"""Tasks for each worker that are in work before their results are taken."""


class TaskPool:
    """The workers of one scheduler. A lost worker's tasks are done by another one."""

    def __init__(self, distributed: Any, client: Any, address: str) -> None:
        self._distributed, self._client, self._address = distributed, client, address

    def __call__(
        self, function: Callable[..., Any], arguments: Iterable[tuple[Any, ...]]
    ) -> Iterator[Any]:
        """Yield `function(*each)` for each of `arguments`, in their order; run them anywhere."""
        version, waiting = code_version(), deque[Any]()
        most = AHEAD * max(2, len(self._workers()))
        for each in arguments:
            waiting.append(self._client.submit(run_task, version, function, each, pure=False))
            if len(waiting) >= most:
                yield self._result(waiting.popleft())
        while waiting:
            yield self._result(waiting.popleft())

    def checked(self) -> Self:
        """Return the pool. Raises PaybandError where the scheduler has no workers."""
        try:
            self._client.wait_for_workers(1, timeout=SECONDS)
        except TimeoutError:
            raise PaybandError(
                f"the scheduler at {self._address} has no workers: start some with `dask worker`"
            ) from None
        return self

    def _result(self, future: Any) -> Any:
        """Return the result of a task, or raise its error; wait as long as there are workers."""
        while True:
            try:
                return future.result(timeout=SECONDS)
            except TimeoutError:
                if not self._workers():
                    raise self._lost("all its workers have ended") from None
            except self._distributed.KilledWorker:
                words = "several workers ended one after the other in one task (out of memory?)"
                raise self._lost(words) from None
            except (CancelledError, OSError):
                raise self._lost("the connection to it was lost") from None

    def _workers(self) -> dict[str, int]:
        try:
            found: dict[str, int] = self._client.nthreads()
        except OSError:
            raise self._lost("the connection to it was lost") from None
        return found

    def _lost(self, words: str) -> PaybandError:
        return PaybandError(
            f"the scheduler at {self._address}: {words}; nothing was written, and the parts that "
            "are done are kept: run the command again"
        )


@contextmanager
def task_pool(address: str) -> Iterator[TaskPool]:
    """Yield the workers of the scheduler at `address` (host:port).

    Raises UsageError without the extra `dask`, PaybandError where no scheduler answers or it has
    no workers.
    """
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError:
        words = "--engine dask://… needs Dask: pip install 'payband[dask]'"
        raise UsageError(words) from None
    try:
        client = distributed.Client(f"tcp://{address}", timeout=SECONDS, set_as_default=False)
    except OSError:
        raise PaybandError(f"no Dask scheduler answers at {address}") from None
    with client:
        yield TaskPool(distributed, client, address).checked()
