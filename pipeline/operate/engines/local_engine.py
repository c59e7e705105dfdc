"""The engine of one machine: processes beside this one, and a file for what is done."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from models.same import SameJob
from pipeline.batches import batches
from pipeline.dedupe.batch import Keyed
from pipeline.dedupe.share_jobs import jobs_in_shares
from pipeline.operate.engines.engine import Batches, DoneRows, TableWork
from pipeline.operate.parallel.freed_texts import let_texts_go
from pipeline.operate.parallel.workers import in_order
from pipeline.operate.progress import Progress, silent
from pipeline.operate.tables.spill_file import SpillFile
from pipeline.rules.rows.tables import Meaning

BATCH = 500
"""Rows of one batch of work."""
LONG = 10_000
"""Rows from which a killed command can go on where it was."""
STEPS = 20
"""How often the progress of a table is told at most."""
Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """Works on `cores` cores of this machine."""

    cores: int = 1

    @contextmanager
    def done(self, task: TableWork) -> Iterator[DoneRows]:
        """Do the work on a table, see `Engine`."""
        kept = _kept_file(task)
        with closing(SpillFile[Keyed](kept, task.key)) as spill:
            resumed = spill.count
            for batch in self._batches(task, resumed):
                spill.add([keyed for keyed, _ in batch], [row for _, row in batch])
            let_texts_go(task.count)
            yield SpilledRows(spill, resumed, task.progress)

    def in_order(
        self,
        work: Callable[[list[Item]], list[Result]],
        batches: Batches[Item],
        key: Callable[[Item], str],
    ) -> Iterator[list[Result]]:
        """Yield `work(batch)` for each batch, in their order."""
        return in_order(work, batches.here(), key, self.cores)

    def _batches(self, task: TableWork, skip: int) -> Iterator[list[tuple[Keyed, Any]]]:
        read = task.read
        rows = islice(enumerate(read.table.rows(), 1), skip, None)
        title = read.table.columns.index(read.columns.by_meaning[Meaning.TITLE].column)
        step = max(BATCH, task.count // STEPS)
        done, told = skip, 0
        for results in in_order(
            task.work,
            batches(rows, BATCH),
            lambda row: row[1][title],
            self.cores,
            may_fork=task.may_fork,
        ):
            yield results
            done += len(results)
            if done >= told + step and task.count > BATCH:
                told = done
                task.progress("cleaned rows", told, task.count)


@dataclass(frozen=True, slots=True)
class SpilledRows:
    """Results in a file of this machine."""

    spill: SpillFile[Keyed]
    resumed: int
    progress: Progress = silent

    def rows(self) -> Iterator[Any]:
        """Yield what was made of each row, in their order."""
        return self.spill.beside()

    def jobs(self) -> dict[str, SameJob]:
        """Return the duplicates, by posting_id."""
        told = partial(self.progress, "finding duplicates: shares")
        return jobs_in_shares(self.spill, self.spill.count, told)

    def forget(self) -> None:
        """Remove the file."""
        self.spill.forget()


def _kept_file(task: TableWork) -> Path | None:
    """Return the file beside the output that keeps what was done; None for a short table."""
    if task.count < LONG or task.output is None:
        return None
    task.output.parent.mkdir(parents=True, exist_ok=True)
    return task.output.with_name(f".{task.output.name}.unfinished")
