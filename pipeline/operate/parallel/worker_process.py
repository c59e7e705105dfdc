"""One worker process and the pipe to it: work goes in, results come back in the same order."""

import os
import pickle
import signal
import traceback
from collections.abc import Callable
from multiprocessing import connection, parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from queue import SimpleQueue
from threading import Thread
from typing import Any

from pipeline.errors import PaybandError
from pipeline.operate.crawls.parent_death import killed_by_kernel

Work = Callable[[list[Any]], list[Any]]
SECONDS = 5
"""How long a process that is told to end may take."""


class WorkerProcess:
    """A process that does `work` on lists of items. Items and results must be picklable.

    This side has no thread, so that more processes can be forked from it. The process reads all
    work at once and keeps results until they are taken, so neither side waits for the other's pipe.
    """

    def __init__(self, context: BaseContext, work: Work) -> None:
        self._pipe, theirs = context.Pipe()
        self._process: Any = context.Process(  # type: ignore[attr-defined]  # each context has it
            target=_serve, args=(theirs, work), daemon=True
        )
        self._process.start()
        theirs.close()

    def give(self, items: list[Any]) -> None:
        """Give items to the process. Raises PaybandError where it was killed."""
        try:
            self._pipe.send(items)
        except OSError:
            raise _killed() from None

    def has_results(self) -> bool:
        """Return whether results wait to be taken."""
        return self._pipe.poll()

    def take(self) -> list[Any] | PaybandError:
        """Return the results of the items that were given first, or the error that `work` raised.

        Any error but a PaybandError is a bug, and is raised. Raises PaybandError where the process
        was killed.
        """
        try:
            outcome = self._pipe.recv()
        except (EOFError, OSError):
            raise _killed() from None
        if isinstance(outcome, Exception) and not isinstance(outcome, PaybandError):
            raise outcome
        return outcome  # type: ignore[no-any-return]  # what `_outcome` returns

    def end(self) -> None:
        """End the process; what it has not done is left."""
        self._pipe.close()
        self._process.terminate()
        self._process.join(SECONDS)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def _killed() -> PaybandError:
    return PaybandError(
        "a process of this command was killed from outside (out of memory?): "
        "nothing was written; try fewer cores"
    )


def _serve(pipe: Connection, work: Work) -> None:
    """Do work until the other side closes the pipe."""
    _begin()
    given: SimpleQueue[list[Any] | None] = SimpleQueue()
    results: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_receive, args=(pipe, given), daemon=True).start()
    Thread(target=_send, args=(pipe, results), daemon=True).start()
    while (items := given.get()) is not None:
        results.put(_outcome(work, items))


def _outcome(work: Work, items: list[Any]) -> bytes:
    """Return the pickled results, or the pickled error."""
    try:
        return pickle.dumps(work(items) if items else [], pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001  # it is raised on the other side
        error.add_note(traceback.format_exc())
        return pickle.dumps(error, pickle.HIGHEST_PROTOCOL)


def _receive(pipe: Connection, given: "SimpleQueue[list[Any] | None]") -> None:
    try:
        while True:
            given.put(pipe.recv())
    except (EOFError, OSError):
        given.put(None)


def _send(pipe: Connection, results: "SimpleQueue[bytes]") -> None:
    try:
        while True:
            pipe.send_bytes(results.get())
    except OSError:  # the other side takes no more
        os._exit(0)


def _begin() -> None:
    """Ignore Ctrl-C, which the parent process handles, and end with the parent.

    A process that waits for work would not notice that its parent has ended.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    killed_by_kernel()
    Thread(target=_end_with_parent, name="tied", daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        connection.wait([parent.sentinel])
        os._exit(1)
