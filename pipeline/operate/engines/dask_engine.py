"""The engine of several machines: a Dask scheduler and its workers, and a folder they all see."""

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from models.same import SameJob
from pipeline.errors import UsageError
from pipeline.operate.engines.engine import Batches, DoneRows, TableWork
from pipeline.operate.engines.job_shuffle import PartCounts, shuffled_jobs
from pipeline.operate.engines.part_folder import PartFolder, part_folder, remove
from pipeline.operate.engines.task_pool import TaskPool, task_pool
from pipeline.operate.engines.worker_task import finish_part, work_on

ROWS = 1_000
"""Rows of a part: a second of work, more or less."""
Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class DaskEngine:
    """Works on the workers of the scheduler at `address` (host:port)."""

    address: str

    @contextmanager
    def done(self, task: TableWork) -> Iterator[DoneRows]:
        """Do the work on a table, see `Engine`. Parts are kept in a folder beside the output."""
        if task.output is None:
            raise UsageError(
                "--engine dask://…: give an output file (-o) on a disk that all workers see"
            )
        with part_folder(task.output, task.key) as folder, task_pool(self.address) as tasks:
            sent = SentParts()
            for count in tasks(finish_part, sent.to_do(folder, task)):
                sent.done += count
                task.progress("cleaned rows", sent.done, task.count)
            yield PartRows(folder, tasks, PartCounts(tuple(sent.counts)), sent.resumed)

    def in_order(
        self,
        work: Callable[[list[Item]], list[Result]],
        batches: Batches[Item],
        key: Callable[[Item], str],  # noqa: ARG002  # workers read whole parts
    ) -> Iterator[list[Result]]:
        """Yield `work(batch)` for each batch, in their order."""
        pickled = pickle.dumps(work, pickle.HIGHEST_PROTOCOL)
        with task_pool(self.address) as tasks:
            yield from tasks(work_on, ((pickled, part) for part in batches.parts()))


@dataclass(slots=True)
class SentParts:
    """Counts of rows: of each part, of all done, and of those that a killed command had done."""

    counts: list[int] = field(default_factory=list)
    done: int = 0
    resumed: int = 0

    def to_do(self, folder: PartFolder, task: TableWork) -> Iterator[tuple[Any, ...]]:
        """Yield the arguments of `finish_part` for each part that is not done."""
        work, first = pickle.dumps(task.work, pickle.HIGHEST_PROTOCOL), 1
        for number, part in enumerate(task.read.table.parts(ROWS)):
            self.counts.append(part.count)
            if folder.file(number, "part").exists():
                self.done += part.count
                self.resumed += part.count
            else:
                yield folder, work, part, number, first
            first += part.count


@dataclass(frozen=True, slots=True)
class PartRows:
    """Results in the files of parts."""

    folder: PartFolder
    tasks: TaskPool
    parts: PartCounts
    resumed: int

    def rows(self) -> Iterator[Any]:
        """Yield what was made of each row, in their order."""
        for number in range(len(self.parts.counts)):
            yield from self.folder.read_part(number, 1)

    def jobs(self) -> dict[str, SameJob]:
        """Return the duplicates, by posting_id."""
        return shuffled_jobs(self.tasks, self.folder, self.parts)

    def forget(self) -> None:
        """Remove the folder."""
        remove(self.folder)
