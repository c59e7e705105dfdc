"""Rows of a table that repeat an earlier one: with the same cells, or of the same posting."""

import hashlib
from collections.abc import Mapping, Sequence

from models.same import SameJob
from pipeline.tables.first_numbers import FirstNumbers


def row_digest(cells: Sequence[str]) -> int:
    """Return 64 bits that stand for the cells of a row."""
    text = "\0".join(cells).encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big")


class SameCells:
    """Finds the rows that have all cells of an earlier row, as the rows come.

    `first_of` has the number of that earlier row by the number of each such row, from 1.
    """

    def __init__(self) -> None:
        self.first_of: dict[int, int] = {}
        self._seen = FirstNumbers()

    def add(self, number: int, cells: Sequence[str]) -> None:
        """Add a row."""
        first = self._seen.first(row_digest(cells), number)
        if first < number:
            self.first_of[number] = first


class JobMarks:
    """Says which posting stands for the job of a row, for one row after the other.

    `jobs` are the postings that are duplicates of an earlier one, by posting_id. A row with the
    posting_id of an earlier row is that posting again; `repeats` counts these rows.
    """

    def __init__(self, jobs: Mapping[str, SameJob]) -> None:
        self.repeats = 0
        self._jobs = jobs
        self._seen = FirstNumbers()
        self._rows = 0

    def duplicate_of(self, posting_id: str, stated: str | None = None) -> str | None:
        """Return the `duplicate_of` of the next row; `stated` is what its table says.

        It is None for the first row of a job. A row that repeats the first posting of a job has
        the id of that posting, which is its own.
        """
        self._rows += 1
        again = self._seen.first(int(posting_id, 16), self._rows) < self._rows
        self.repeats += again
        same = self._jobs.get(posting_id)
        if same is not None:
            return same.duplicate_of
        return stated or (posting_id if again else None)
