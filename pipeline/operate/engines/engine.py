"""What an engine does: work on each part of a table, and find the jobs of all its rows.

An engine decides where rows are cleaned and where results are kept until all are done. Which rows,
how they are cleaned and what is written is the same code for each, so the files are the same.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from models.same import SameJob
from pipeline.dedupe.batch import Keyed
from pipeline.operate.progress import Progress, silent
from pipeline.tables.read import PostingTable

TableRow = tuple[int, Sequence[str]]
"""A row's number, from 1, and its cells."""
RowWork = Callable[[Sequence[TableRow]], list[tuple[Keyed, Any]]]
"""Makes of rows what duplicates are found by, and what else is needed of each."""
Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class TableWork:
    """Work on all `count` rows of a table. It does not depend on the order of the rows.

    `key` tells this work from any other. `output` is the file that it is for: what is done stays
    beside it until all is, so that a killed command can go on. None for a stream. `may_fork` says
    that no database is open (`workers.in_order`).
    """

    read: PostingTable
    work: RowWork
    count: int
    key: str
    output: Path | None = None
    progress: Progress = silent
    may_fork: bool = False


class DoneRows(Protocol):
    """What came of the rows of a table. `resumed` are rows that an earlier command had done."""

    @property
    def resumed(self) -> int:
        """The number of rows that an earlier, killed command had done."""

    def rows(self) -> Iterator[Any]:
        """Yield what `work` made of each row, in their order; may be called again."""

    def jobs(self) -> dict[str, SameJob]:
        """Return the postings that are duplicates of an earlier one, by posting_id."""

    def forget(self) -> None:
        """Remove what is kept: the output is written."""


class Batches(Protocol[Item]):
    """Items in batches, to be read here, or by parts in other processes."""

    def here(self) -> Iterator[list[Item]]:
        """Yield the batches."""

    def parts(self) -> Iterable[Callable[[], list[Item]]]:
        """Yield for each batch a function that can be pickled and reads it in any process."""


class Engine(Protocol):
    """Does work on one machine or on several, with the same results."""

    def done(self, task: TableWork) -> AbstractContextManager[DoneRows]:
        """Do the work on a table; the results can be read inside the block.

        Raises the error of the first row that has one, PaybandError where processes were lost.
        """

    def in_order(
        self,
        work: Callable[[list[Item]], list[Result]],
        batches: Batches[Item],
        key: Callable[[Item], str],
    ) -> Iterator[list[Result]]:
        """Yield `work(batch)` for each batch, in their order."""
