"""Give the first row of a job the pay of the row that states it."""

import pickle
import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from io import BytesIO

from models.own_pickle import OwnUnpickler
from models.same import SameJob
from pipeline.operate.tables.finished_row import FinishedRow
from pipeline.operate.tables.row_output import PlacedRow, RowOutput
from pipeline.tables.pay_choice import PayChoice

IN_MEMORY = 1 << 22
"""Bytes of pay that are kept without a file."""


class LentPay:
    """Which row gives each job its pay, and the pay of those that lend it to another row.

    Memory grows by some 30 bytes for each job of several rows. `count` is the number of rows that
    were given the pay of another row.
    """

    def __init__(
        self, rows: Iterable[FinishedRow], jobs: Mapping[str, SameJob], output: RowOutput
    ) -> None:
        self.count = 0
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # `close` closes it
        self._numbers, self._offsets = array("Q"), array("Q")
        choice = PayChoice(jobs)
        for number, row in enumerate(rows, 1):
            if choice.offer(number, row.claim):
                self._add(number, row.posting_id, output.pay(row.cells))
        self._choice = choice.done()

    def close(self) -> None:
        """Close the file; a temporary one is gone."""
        self._file.close()

    def placed(self, number: int, row: FinishedRow, duplicate_of: str | None) -> PlacedRow:
        """Return a row as it is to be written, with the pay of its job where it is the first."""
        payer = self._choice.payer(row.posting_id) if duplicate_of is None else None
        if payer is None or payer == number:
            return PlacedRow(row.cells, duplicate_of, row.pay_of)
        self.count += 1
        posting_id, pay = self._read(payer)
        return PlacedRow(row.cells, None, None if posting_id == row.posting_id else posting_id, pay)

    def _add(self, number: int, posting_id: str, pay: tuple[object, ...]) -> None:
        self._numbers.append(number)
        self._offsets.append(self._file.tell())
        pickle.dump((posting_id, pay), self._file, pickle.HIGHEST_PROTOCOL)

    def _read(self, number: int) -> tuple[str, tuple[object, ...]]:
        place = bisect_left(self._numbers, number)
        begin, *ends = self._offsets[place : place + 2]
        self._file.seek(begin)
        content = self._file.read(ends[0] - begin if ends else -1)
        found: tuple[str, tuple[object, ...]] = OwnUnpickler(BytesIO(content)).load()
        return found
