"""What a Dask worker runs: one task at a time, with the same code and rules as the command."""

import os
import pickle
from collections.abc import Callable
from threading import Lock
from typing import Any

from pipeline.caches import cached_reader
from pipeline.clean.engine import code_version
from pipeline.errors import PaybandError
from pipeline.few_sweeps import few_sweeps
from pipeline.operate.engines.engine import RowWork
from pipeline.operate.engines.part_folder import PartFolder
from pipeline.tables.reading.table import TablePart

ONE_AT_A_TIME = Lock()
"""Threads of one process would only wait for each other."""


def run_task(version: str, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    """Return `function(*arguments)`. Raises PaybandError where this is another Payband."""
    if code_version() != version:
        raise PaybandError(
            f"the worker on {os.uname().nodename} has Payband {code_version()}, "
            f"this command is {version}: install the same on each machine"
        )
    with ONE_AT_A_TIME, few_sweeps():
        return function(*arguments)


def finish_part(folder: PartFolder, work: bytes, part: TablePart, number: int, first: int) -> int:
    """Do `work` (pickled) on a part, unless that is done; return its count of rows.

    `first` is the number of its first row in the table. Raises InputError for a bad row.
    """
    folder.check()
    if not folder.file(number, "part").exists():
        done = row_work(work)(list(enumerate(part.rows(), first)))
        folder.write_part(number, done)
    return part.count


def work_on(work: bytes, read: Callable[[], list[Any]]) -> list[Any]:
    """Return what `work` (pickled) makes of the items that `read` returns."""
    found: list[Any] = row_work(work)(read())
    return found


@cached_reader(4)
def row_work(pickled: bytes) -> RowWork:
    """Return the work, the same for all parts: it keeps what it has made of texts."""
    work: RowWork = pickle.loads(pickled)  # noqa: S301  # from the command, as the task itself is
    return work
